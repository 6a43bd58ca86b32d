package io.medicaledu.app.cli;

import io.medicaledu.audit.seal.SealVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of seals that somebody has kept: an array, a page of the API's list, what is handed in to it, or one seal. */
final class KeptSeals {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private KeptSeals() {}

    /** @throws CliException if it cannot be read, or holds no seals */
    static List<SealVerifier.Kept> read(Path file) {
        JsonNode content;
        try {
            content = JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw CliException.badUsage(file + " cannot be read as JSON");
        }
        List<SealVerifier.Kept> seals =
                seals(content).map(seal -> kept(file, seal)).toList();
        if (seals.isEmpty()) {
            throw CliException.badUsage(file + " holds no seals");
        }
        return seals;
    }

    private static Stream<JsonNode> seals(JsonNode content) {
        return Stream.of(content, content.path("kept"), content.path("items"))
                .filter(JsonNode::isArray)
                .findFirst()
                .map(JsonNode::valueStream)
                .or(() -> Optional.of(content).filter(it -> it.has("block")).map(Stream::of))
                .orElseGet(Stream::empty);
    }

    private static SealVerifier.Kept kept(Path file, JsonNode seal) {
        JsonNode block = seal.path("block");
        String hash = seal.path("hash").asString("");
        if (!block.isIntegralNumber()
                || block.asLong() < 1
                || !HASH.matcher(hash).matches()) {
            throw CliException.badUsage(
                    file + " holds something that is no seal: each has a block, from 1 on, and a hash of 64 digits");
        }
        return new SealVerifier.Kept(block.asLong(), hash);
    }
}
