package io.medicaledu.audit.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** A Merkle tree over the hashes of events, as in RFC 6962 (certificate transparency). */
final class MerkleTree {

    private static final byte NODE = 1;

    private final List<byte[]> leaves;

    /** @param leaves at least one: SHA-256 of a zero byte and the event's text */
    MerkleTree(List<byte[]> leaves) {
        this.leaves = List.copyOf(leaves);
    }

    /** A node on the way from an event to the root. */
    record Step(Side side, byte[] hash) {}

    /** On which side of the path a node is. */
    enum Side {
        Left,
        Right
    }

    byte[] root() {
        return root(0, leaves.size());
    }

    /** What has to be hashed with the event's leaf, one after the other, to come to the root. */
    List<Step> pathOf(int index) {
        List<Step> path = new ArrayList<>();
        collect(index, 0, leaves.size(), path);
        return path;
    }

    private byte[] root(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        int middle = from + split(to - from);
        return node(root(from, middle), root(middle, to));
    }

    private void collect(int index, int from, int to, List<Step> path) {
        if (to - from == 1) {
            return;
        }
        int middle = from + split(to - from);
        if (index < middle) {
            collect(index, from, middle, path);
            path.add(new Step(Side.Right, root(middle, to)));
        } else {
            collect(index, middle, to, path);
            path.add(new Step(Side.Left, root(from, middle)));
        }
    }

    /** The largest power of two below the number. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    private static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each Java platform has SHA-256", e);
        }
    }
}
