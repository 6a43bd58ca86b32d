package io.medicaledu.audit.seal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A block of events in their order, and the seal on it.
 *
 * @param block from 1 on, without holes
 * @param positions of its events
 * @param leaves the hashes of its events, one after the other
 * @param root of the Merkle tree over them
 * @param previous the hash of the block before; 32 zero bytes for the first one
 * @param publicKey whose signature it is, in base64
 */
record Seal(
        long block,
        List<Long> positions,
        byte[] leaves,
        byte[] root,
        byte[] previous,
        Instant sealedAt,
        byte[] hash,
        String publicKey,
        byte[] signature) {

    static final int HASH_BYTES = 32;

    /** What is hashed and signed. */
    static String text(long block, List<Long> positions, byte[] root, byte[] previous, Instant sealedAt) {
        HexFormat hex = HexFormat.of();
        return String.join(
                "\n",
                "medicaledu-seal-1",
                Long.toString(block),
                positions.getFirst().toString(),
                positions.getLast().toString(),
                Integer.toString(positions.size()),
                hex.formatHex(hashOf(positions)),
                hex.formatHex(root),
                hex.formatHex(previous),
                sealedAt.toString());
    }

    /** SHA-256 of the positions, with a comma after each. */
    static byte[] hashOf(List<Long> positions) {
        StringBuilder all = new StringBuilder();
        positions.forEach(position -> all.append(position).append(','));
        return hash(all.toString());
    }

    static byte[] hash(String text) {
        return MerkleTree.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return text(block, positions, root, previous, sealedAt);
    }

    /** False for a row that nobody here has written: without events, or with positions that are not in order. */
    boolean isWellFormed() {
        boolean isFilled = !positions.isEmpty() && leaves.length == positions.size() * HASH_BYTES;
        return isFilled
                && IntStream.range(1, positions.size())
                        .allMatch(index -> positions.get(index - 1) < positions.get(index));
    }

    List<byte[]> leafHashes() {
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i + HASH_BYTES <= leaves.length; i += HASH_BYTES) {
            byte[] hash = new byte[HASH_BYTES];
            System.arraycopy(leaves, i, hash, 0, HASH_BYTES);
            hashes.add(hash);
        }
        return hashes;
    }
}
