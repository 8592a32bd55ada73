//! Registers the marketplace's schema, so that a query that does not fit it does not build.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    cynic_codegen::register_schema("marketplace").from_sdl_file("schema/marketplace.graphql")?.as_default()?;
    Ok(())
}
