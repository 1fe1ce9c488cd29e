import ReportCommand

await ReportCommand.main(chapters: chapters)
