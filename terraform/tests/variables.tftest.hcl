mock_provider "google" {}
mock_provider "google" {
  alias = "billing"
}
mock_provider "time" {}

variables {
  project_id             = "your-project-id"
  owner_principal        = "user:owner@example.com"
  telegram_owner_user_id = 1
  telegram_owner_chat_id = 1
  alert_email            = "owner@example.com"
  source_bundle          = "versions.tf"
}

run "project_id_is_not_a_title" {
  command = plan
  variables {
    project_id = "My Project"
  }
  expect_failures = [var.project_id]
}

run "region_is_not_a_zone" {
  command = plan
  variables {
    region = "us-east4-a"
  }
  expect_failures = [var.region]
}

run "owner_is_not_everybody" {
  command = plan
  variables {
    owner_principal = "allUsers"
  }
  expect_failures = [var.owner_principal]
}

run "owner_is_not_a_whole_domain" {
  command = plan
  variables {
    owner_principal = "domain:example.com"
  }
  expect_failures = [var.owner_principal]
}

run "telegram_user_is_a_number" {
  command = plan
  variables {
    telegram_owner_user_id = 0
  }
  expect_failures = [var.telegram_owner_user_id]
}

run "live_has_an_account" {
  command = plan
  variables {
    config_json = "{\"mode\":\"LIVE\",\"broker\":{\"environment\":\"production\"}}"
  }
  expect_failures = [var.account_id_key]
}

run "telegram_chat_is_a_number" {
  command = plan
  variables {
    telegram_owner_chat_id = 0
  }
  expect_failures = [var.telegram_owner_chat_id]
}

run "alert_email_has_a_host" {
  command = plan
  variables {
    alert_email = "owner"
  }
  expect_failures = [var.alert_email]
}

run "config_is_json" {
  command = plan
  variables {
    config_json = "{"
  }
  expect_failures = [var.config_json]
}

run "config_is_an_object" {
  command = plan
  variables {
    config_json = "[]"
  }
  expect_failures = [var.config_json]
}

run "there_is_no_simulator_in_the_cloud" {
  command = plan
  variables {
    config_json = "{\"broker\":{\"environment\":\"simulator\"}}"
  }
  expect_failures = [var.config_json]
}

run "the_environment_is_said" {
  command = plan
  variables {
    config_json = "{}"
  }
  expect_failures = [var.config_json]
}

run "the_bundle_is_built" {
  command = plan
  variables {
    source_bundle = "no-such-file.zip"
  }
  expect_failures = [var.source_bundle]
}

run "logs_are_kept_for_a_while" {
  command = plan
  variables {
    log_retention_days = 0
  }
  expect_failures = [var.log_retention_days]
}

run "a_billing_account_is_not_its_name" {
  command = plan
  variables {
    billing_account = "My account"
  }
  expect_failures = [var.billing_account]
}

run "a_budget_is_at_least_a_dollar" {
  command = plan
  variables {
    budget_usd = 0.5
  }
  expect_failures = [var.budget_usd]
}
