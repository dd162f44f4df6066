"""The Bluezone campaign of August 2020 as a story: told and made into workbooks, played through the pipeline, in a place apart."""
