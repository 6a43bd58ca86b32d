import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that an event is part of a sealed block, with nothing but a Java runtime:
 * {@code java tools/VerifyProof.java proof.json PUBLIC_KEY}, where proof.json is the answer of
 * {@code GET /api/audit/events/POSITION/proof}, and the public key (base64) comes from somebody whom you trust. Ends with 0
 * and prints the event if the proof holds, else with 1. The format is described in docs/audit.md.
 */
public final class VerifyProof {

    private static final HexFormat HEX = HexFormat.of();

    private VerifyProof() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            System.err.println("usage: java VerifyProof.java proof.json PUBLIC_KEY");
            System.exit(2);
        }
        String proof = Files.readString(Path.of(args[0]));
        byte[] data = Base64.getDecoder().decode(text(proof, "data"));
        byte[] hash = sha256(new byte[] {0}, data);
        Matcher steps = Pattern.compile("\\{\\s*\"side\"\\s*:\\s*\"(Left|Right)\"\\s*,\\s*\"hash\"\\s*:\\s*\"([0-9a-f]{64})\"")
                .matcher(proof);
        while (steps.find()) {
            byte[] other = HEX.parseHex(steps.group(2));
            hash = steps.group(1).equals("Left")
                    ? sha256(new byte[] {1}, other, hash)
                    : sha256(new byte[] {1}, hash, other);
        }
        String root = text(proof, "root");
        require(HEX.formatHex(hash).equals(root), "the event does not belong to the block");
        String seal = String.join(
                "\n",
                "medicaledu-seal-1",
                number(proof, "block"),
                number(proof, "firstPosition"),
                number(proof, "lastPosition"),
                number(proof, "events"),
                text(proof, "positionsHash"),
                root,
                text(proof, "previous"),
                text(proof, "sealedAt"));
        byte[] sealed = sha256(seal.getBytes(StandardCharsets.UTF_8));
        require(HEX.formatHex(sealed).equals(blockHash(proof)),
                "the seal's hash is another one");
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(args[1]))));
        signature.update(sealed);
        require(signature.verify(Base64.getDecoder().decode(text(proof, "signature"))), "it is not signed by this key");
        System.out.println("The proof holds. The event is " + new String(data, StandardCharsets.UTF_8));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            System.err.println("The proof does not hold: " + otherwise);
            System.exit(1);
        }
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static String text(String json, String field) {
        return find(json, "\"" + field + "\"\\s*:\\s*\"([^\"]*)\"");
    }

    /** The block's hash is the one right before its public key. */
    private static String blockHash(String json) {
        return find(json, "\"hash\"\\s*:\\s*\"([0-9a-f]{64})\"\\s*,\\s*\"publicKey\"");
    }

    private static String number(String json, String field) {
        return find(json, "\"" + field + "\"\\s*:\\s*(\\d+)");
    }

    private static String find(String json, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        require(matcher.find(), "it lacks " + pattern);
        return matcher.group(1);
    }
}
