terraform {
  required_version = ">= 1.11"

  # The bucket is named at `terraform init -backend-config=bucket=...`: a backend can't read variables.
  backend "gcs" {
    prefix = "openbell"
  }

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.50"
    }
    time = {
      source  = "hashicorp/time"
      version = "~> 0.13"
    }
  }
}

provider "google" {
  project = var.project_id
  region  = var.region

  default_labels = {
    app = "openbell"
  }
}

# Budgets belong to the billing account, so their API wants to be told which project's quota pays for the call.
provider "google" {
  alias                 = "billing"
  project               = var.project_id
  billing_project       = var.project_id
  user_project_override = true
}
