locals {
  # Cron can't say 9:30, and a job costs money (three are free), so one job covers the hours around the session: the
  # functions know open, close and holidays themselves and end at once outside them. The report is called after both
  # closes, 13:00 and 16:00, and does nothing while the session is not over. A scan or a monitor that failed is not
  # repeated, because the next one comes sooner than a repetition. In the morning the token is looked after more often: the
  # owner is reminded to sign in, and told go or no go at 9:25.
  jobs = {
    signal-scan      = { function = "signal-scan", schedule = "*/2 9-15 * * 1-5", time_zone = "America/New_York", retry_count = 0 }
    position-monitor = { function = "position-monitor", schedule = "* 9-15 * * 1-5", time_zone = "America/New_York", retry_count = 0 }
    watchdog         = { function = "watchdog", schedule = "* 9-15 * * 1-5", time_zone = "America/New_York", retry_count = 0 }
    prepare-day      = { function = "prepare-day", schedule = "0 7 * * 1-5", time_zone = "America/New_York", retry_count = 3 }
    daily-report     = { function = "daily-report", schedule = "5 13,16 * * 1-5", time_zone = "America/New_York", retry_count = 3 }
    token-morning    = { function = "token-renewal", schedule = "0,15,25 8-9 * * 1-5", time_zone = "America/New_York", retry_count = 3 }
    token-midnight   = { function = "token-renewal", schedule = "1 0 * * *", time_zone = "America/New_York", retry_count = 3 }

    # In New York an hour is left out or comes twice on the days of the clock change; half past is the same in UTC.
    token-renewal = { function = "token-renewal", schedule = "30 * * * *", time_zone = "Etc/UTC", retry_count = 3 }
  }
}

resource "google_cloud_scheduler_job" "job" {
  for_each  = local.jobs
  name      = each.key
  schedule  = each.value.schedule
  time_zone = each.value.time_zone

  # Longer than the function may run: at its deadline the scheduler may call again while the first call still works.
  attempt_deadline = "${local.functions[each.value.function].timeout_seconds + 5}s"

  retry_config {
    retry_count          = each.value.retry_count
    min_backoff_duration = "30s"
  }

  http_target {
    uri         = google_cloudfunctions2_function.function[each.value.function].service_config[0].uri
    http_method = "POST"
    oidc_token {
      service_account_email = google_service_account.scheduler.email
      audience              = "${local.functions_url}/${each.value.function}"
    }
  }

  depends_on = [google_cloud_run_v2_service_iam_member.scheduler]
}
