//! `source …`

use clap::{ArgGroup, Args, Subcommand, ValueEnum};

use crate::rotate::Rotate;

#[derive(Debug, Subcommand)]
pub enum SourceCommand {
    /// Add a source
    Add {
        #[command(subcommand)]
        service: NewService,
    },
    /// List sources
    List,
    /// Authorize a source of the marketplace API in a browser
    Authorize(Authorize),
    /// Test a source's key: two calls, three when the service speaks another dialect than it did
    Test {
        /// Its name
        name: String,
    },
    /// Remove a source, and its key from the keyring; its jobs stay
    Remove {
        /// Its name
        name: String,
    },
    /// Put a new key in the place of a source's key, then delete the old one; costs two calls of the quota, sometimes three
    Rotate(Rotate),
}

#[derive(Debug, Subcommand)]
pub enum NewService {
    /// The jobs API, one key. The key itself is never an argument
    JobsApi(NewJobsApi),
    /// The marketplace API: client id and secret of a key of your own, then `source authorize`
    Marketplace(NewMarketplace),
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("key").required(true).args(["key_stdin", "key_env", "import_env"]))]
pub struct NewJobsApi {
    /// A name for it
    #[arg(long)]
    pub name: String,
    /// Base address
    #[arg(long, value_name = "U", default_value = lapwing_engine::JOBS_API_ADDRESS)]
    pub base_url: String,
    /// The plan the key pays for
    #[arg(long, value_enum)]
    pub plan: Option<PlanName>,
    /// Calls already spent this month, elsewhere
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub calls_used: u32,
    /// A label such as staging
    #[arg(long, value_name = "E")]
    pub environment: Option<String>,
    /// Read the key from standard input into the keyring
    #[arg(long)]
    pub key_stdin: bool,
    /// Remember this variable's name and read the key from it at each start
    #[arg(long, value_name = "VAR")]
    pub key_env: Option<String>,
    /// Copy the key from this variable into the keyring
    #[arg(long, value_name = "VAR")]
    pub import_env: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum PlanName {
    Starter,
    Professional,
    Business,
}

#[derive(Debug, Args)]
pub struct NewMarketplace {
    /// A name for it
    #[arg(long)]
    pub name: String,
    /// The client id, called key on the key's page
    #[arg(long, value_name = "ID")]
    pub client_id: String,
    /// Read the client secret from standard input into the keyring
    #[arg(long, required = true)]
    pub secret_stdin: bool,
    /// Port of the callback address that is registered with the key, on this computer
    #[arg(long, value_name = "P", default_value_t = lapwing_engine::CALLBACK_PORT,
        value_parser = clap::value_parser!(u16).range(1024..))]
    pub callback_port: u16,
    /// Use PKCE, which the service does not document for such keys
    #[arg(long)]
    pub pkce: bool,
    /// Base address of something that serves the same paths as the service
    #[arg(long, value_name = "U", default_value = lapwing_engine::MARKETPLACE_ADDRESS)]
    pub base_url: String,
}

#[derive(Debug, Args)]
pub struct Authorize {
    /// Its name
    pub name: String,
    /// Read the code, or the whole address the browser ended at, from standard input: one line
    #[arg(long)]
    pub code_stdin: bool,
    /// Another port for the callback address from now on, which has to be registered with the key as well
    #[arg(long, value_name = "P", value_parser = clap::value_parser!(u16).range(1024..))]
    pub callback_port: Option<u16>,
    /// In whose context it asks, where you belong to several
    #[arg(long, value_name = "NAME")]
    pub organization: Option<String>,
}
