package io.medicaledu.app.cli;

import io.medicaledu.audit.seal.SealVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds all events against their seals. */
@Command(
        name = "verify",
        description = {
            "Holds all events against their seals, and names what was changed, deleted, inserted or moved.",
            "Ends with 1 if anything was."
        })
final class VerifyCommand extends DatabaseCommand {

    @Option(
            names = "--kept",
            paramLabel = "<file.json>",
            description = "Seals that were kept elsewhere: as GET /api/audit/seals answers, or {\"kept\": [...]}.")
    private @Nullable Path kept;

    @Option(
            names = "--public-key",
            paramLabel = "<base64>",
            description = "Whose signatures are trusted, and nobody else's; also several times. Default: the platform's"
                    + " own key (medicaledu.audit.seal-key) and former ones.")
    private List<String> publicKeys = List.of();

    VerifyCommand(Console console) {
        super(console);
    }

    @Override
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        if (!publicKeys.isEmpty()) {
            properties.put("medicaledu.audit.seal-key", "");
            for (int i = 0; i < publicKeys.size(); i++) {
                properties.put("medicaledu.audit.former-public-keys[" + i + "]", publicKeys.get(i));
            }
        }
        return properties;
    }

    @Override
    int run(AuditSession session) throws IOException {
        List<SealVerifier.Kept> seals = kept == null ? List.of() : KeptSeals.read(kept);
        SealVerifier verifier = session.get(SealVerifier.class);
        if (!verifier.isAnyKeyTrusted()) {
            throw CliException.badUsage("Say whose signature is trusted: --public-key");
        }
        if (publicKeys.isEmpty() && session.hasProfile("demo")) {
            console().err().println("Trusted is the demo's key, which everybody knows; say whose is: --public-key");
        }
        SealVerifier.Report report;
        try (Progress progress = progress("events")) {
            report = verifier.verify(
                    seals, (events, position, end) -> progress.at(events, end > 0 ? (double) position / end : null));
        }
        JsonRows.write(console(), report);
        return report.intact() ? ExitCode.FINE : ExitCode.FOUND;
    }
}
