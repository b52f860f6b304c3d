"""The pages around the lessons: home, help and the standing pages, reports of problems, sitemap."""
