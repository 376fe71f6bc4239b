# The second way to the owner, beside Telegram: it works when the functions themselves are what is broken.
locals {
  function_log = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=(${join(" OR ", [for name in keys(local.functions) : "\"${name}\""])})"

  # Each is a metric counted from the log and a policy that fires when more than `allowed` are counted within the window.
  # An alert is logged as {"alert": {"alertId", "type", ...}}, the types are those of shared/alerts/alert.ts.
  watched = {
    missed-ticks = {
      filter   = "${local.function_log} AND jsonPayload.alert.type=\"SILENT_JOB\""
      resource = "cloud_run_revision"
      severity = "CRITICAL"
      window   = "60s"
      allowed  = 0
      advice   = "Scans or monitors have gone silent during the session. Look at the jobs in Cloud Scheduler and at the log of the function; stops rest at the broker meanwhile."
    }
    failed-calls = {
      filter   = "resource.type=\"cloud_scheduler_job\" AND resource.labels.job_id=(${join(" OR ", [for name in keys(local.jobs) : "\"${name}\""])}) AND severity>=ERROR"
      resource = "cloud_scheduler_job"
      severity = "ERROR"
      window   = "600s"
      allowed  = 3
      advice   = "The scheduler could not call its functions, or they answered with an error. The entry in the log names the job and the answer."
    }
    error-rate = {
      filter   = "${local.function_log} AND log_id(\"run.googleapis.com/requests\") AND httpRequest.status>=500"
      resource = "cloud_run_revision"
      severity = "ERROR"
      window   = "600s"
      allowed  = 3
      advice   = "Runs fail again and again. 502 is the broker or a provider, 503 the store, 500 an error of our own, whose details are in the log."
    }
    naked-position = {
      filter   = "${local.function_log} AND jsonPayload.alert.type=\"UNPROTECTED\""
      resource = "cloud_run_revision"
      severity = "CRITICAL"
      window   = "60s"
      allowed  = 0
      advice   = "A position had no stop for longer than allowed and is being sold. Look at the account at the broker now."
    }
    token = {
      # A token ends every midnight, which is no news: only one that the broker refused before its time is.
      filter   = "${local.function_log} AND jsonPayload.alert.type=\"TOKEN\" AND jsonPayload.alert.alertId=~\"^token-rejected-\""
      resource = "cloud_run_revision"
      severity = "WARNING"
      window   = "60s"
      allowed  = 0
      advice   = "The broker refused the token of the day. No entries until you have signed in again; stops rest at the broker."
    }
    undelivered = {
      filter   = "${local.function_log} AND jsonPayload.undelivered:*"
      resource = "cloud_run_revision"
      severity = "CRITICAL"
      window   = "60s"
      allowed  = 0
      advice   = "A critical alert could not be brought to Telegram for minutes. Its text is in the log, under jsonPayload.undelivered."
    }
  }
}

resource "google_logging_project_bucket_config" "log" {
  project        = var.project_id
  location       = "global"
  bucket_id      = "_Default"
  retention_days = var.log_retention_days
  depends_on     = [time_sleep.apis]
}

resource "google_monitoring_notification_channel" "email" {
  display_name = "Openbell owner"
  type         = "email"
  labels       = { email_address = var.alert_email }
  depends_on   = [time_sleep.apis]
}

resource "google_logging_metric" "watched" {
  for_each = local.watched
  name     = "openbell/${each.key}"
  filter   = each.value.filter

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }
  depends_on = [time_sleep.apis]
}

resource "google_monitoring_alert_policy" "watched" {
  for_each              = local.watched
  display_name          = "Openbell: ${each.key}"
  severity              = each.value.severity
  combiner              = "OR"
  notification_channels = [google_monitoring_notification_channel.email.id]

  conditions {
    display_name = "more than ${each.value.allowed} within ${each.value.window}"
    condition_threshold {
      filter          = "resource.type=\"${each.value.resource}\" AND metric.type=\"logging.googleapis.com/user/${google_logging_metric.watched[each.key].name}\""
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.allowed
      duration        = "0s"
      aggregations {
        alignment_period     = each.value.window
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    content = each.value.advice
  }
  alert_strategy {
    auto_close = "3600s"
  }
}

# The watchdog is silent too when nothing is called at all. An absence can't be limited to market hours, so it is asked
# of the one function that is called day and night.
resource "google_monitoring_alert_policy" "silence" {
  display_name          = "Openbell: silence"
  severity              = "CRITICAL"
  combiner              = "OR"
  notification_channels = [google_monitoring_notification_channel.email.id]

  conditions {
    display_name = "token-renewal has not run for three hours"
    condition_absent {
      filter   = "resource.type=\"cloud_run_revision\" AND metric.type=\"run.googleapis.com/request_count\" AND resource.labels.service_name=\"token-renewal\" AND metric.labels.response_code_class=\"2xx\""
      duration = "10800s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    content = "The hourly run does not happen any more. Look whether the jobs are paused, billing is active and the function starts."
  }
  depends_on = [time_sleep.apis]
}

data "google_project" "this" {
  count      = var.billing_account == null ? 0 : 1
  project_id = var.project_id
  depends_on = [time_sleep.apis]
}

resource "google_billing_budget" "month" {
  count           = var.billing_account == null ? 0 : 1
  provider        = google.billing
  billing_account = var.billing_account
  display_name    = "Openbell"

  budget_filter {
    projects = ["projects/${data.google_project.this[0].number}"]
  }
  amount {
    specified_amount {
      currency_code = "USD"
      units         = tostring(var.budget_usd)
    }
  }
  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1.0]
    content {
      threshold_percent = threshold_rules.value
    }
  }
  all_updates_rule {
    monitoring_notification_channels = [google_monitoring_notification_channel.email.id]
  }
}
