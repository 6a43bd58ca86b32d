package io.medicaledu.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all commands of auditors belong to. */
@Command(
        name = "audit",
        description = {
            "Reads a MedicalEdu database as an auditor does. The platform need not run; nothing is changed.",
            "Answers go to standard output, progress to standard error."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Fine.",
            "1:A verification has found something, or what was asked for is not there.",
            "2:Bad usage.",
            "3:The database cannot be reached or read, or the output cannot be written.",
            "4:A fault of the program."
        })
final class AuditCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and end.")
    private boolean help;
}
