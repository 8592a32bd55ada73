//! The decoder of the jobs API: any bytes are a page or a job or are refused, and what is decoded obeys the domain's
//! rules.

#![no_main]

use lapwing_fuzz::recipe;
use lapwing_fuzz::rules::check_job;
use lapwing_fuzz::shape::{JOBS_API_JOB, JOBS_API_PAGE};
use lapwing_sources::SetAside;
use lapwing_sources::jobs_api::{Rows, decode_job, decode_job_text, decode_page};
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|bytes: &[u8]| {
    check_bytes(bytes);
    if let Ok(body) = recipe::object(&mut Unstructured::new(bytes), &JOBS_API_PAGE) {
        check_body(body.to_string().as_bytes());
    }
    check_page_of_jobs(&mut Unstructured::new(bytes));
});

/// The bytes as they are: a body, a job's text.
fn check_bytes(bytes: &[u8]) {
    check_body(bytes);
    let text = String::from_utf8_lossy(bytes);
    let job = decode_job_text(&text);
    if let Ok(job) = &job {
        check_job(job);
    }
    if let Ok(value) = serde_json::from_str::<Value>(&text) {
        assert_eq!(decode_job(&value), job, "a job that is JSON needs no repair");
    }
}

fn check_body(body: &[u8]) {
    if let Ok(rows) = decode_page(body) {
        check_rows(&rows);
    }
}

/// A page of jobs that are JSON, whatever they say, of which every other one has an id.
fn check_page_of_jobs(bytes: &mut Unstructured<'_>) {
    let mut jobs = Vec::new();
    while let Ok(job) = recipe::object(bytes, &JOBS_API_JOB)
        && !bytes.is_empty()
    {
        jobs.push(job);
    }
    for (number, job) in jobs.iter_mut().enumerate().step_by(2) {
        job["id"] = json!(format!("job-{number}"));
        assert!(decode_job(job).is_ok(), "a job with an id is kept: {job}");
    }
    let page = json!({ "success": true, "data": jobs, "count": jobs.len() }).to_string();
    let rows = decode_page(page.as_bytes()).expect("an envelope with a list is a page");
    assert_eq!(rows.jobs.len() + rows.set_aside.len(), jobs.len(), "a row is a job or set aside");
    check_rows(&rows);
}

fn check_rows(rows: &Rows) {
    rows.jobs.iter().for_each(check_job);
    for row in &rows.set_aside {
        assert!(row.raw.len() <= SetAside::MOST && !row.reason.is_empty(), "{row:?}");
    }
}
