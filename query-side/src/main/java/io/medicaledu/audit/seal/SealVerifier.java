package io.medicaledu.audit.seal;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds the events against their seals, block by block, and names what differs. Whoever keeps a seal elsewhere can have it
 * compared, too: seals that were taken away at the end are found out only so.
 */
@Component
public class SealVerifier {

    private static final int AT_ONCE = 20;
    private static final int MOST_FINDINGS = 1_000;
    private static final Duration OVERDUE = Duration.ofMinutes(5);

    private final Seals seals;
    private final SealKey key;
    private final Sealer sealer;
    private final Clock clock;
    private final AtomicBoolean isVerifying = new AtomicBoolean();

    SealVerifier(Seals seals, SealKey key, Sealer sealer, Clock clock) {
        this.seals = seals;
        this.key = key;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** What is not as it was sealed. */
    public enum Kind {
        EventChanged,
        EventDeleted,
        EventInserted,
        SealChanged,
        SealMissing,
        SignatureInvalid,
        KeyNotTrusted
    }

    /**
     * One thing that differs.
     *
     * @param position of the event; null if it is a seal
     * @param eventId null if it is a seal, or an event that is gone
     */
    public record Finding(
            Kind kind,
            long block,
            @Nullable Long position,
            @Nullable String eventId) {}

    /**
     * The outcome.
     *
     * @param intact whether nothing differs
     * @param blocks how many were looked at
     * @param events how many sealed events are as they were
     * @param sealedUntil the position up to which events are sealed; what is younger is sealed in a few seconds
     * @param findings the first thousand of them
     */
    public record Report(boolean intact, long blocks, long events, long sealedUntil, List<Finding> findings) {}

    /** A seal that somebody has kept elsewhere. */
    public record Kept(long block, String hash) {}

    /** Hears how far a verification is. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A block more has been verified.
         *
         * @param events how many are as they were
         * @param position of the last event that was looked at
         * @param end of the last event that is sealed
         */
        void verified(long events, long position, long end);
    }

    private static final class Progress {

        private final List<Finding> findings = new ArrayList<>();
        private long block;
        private long events;
        private long until;
        private byte[] previous = new byte[Seal.HASH_BYTES];

        private void found(Kind kind, @Nullable Long position, @Nullable String eventId) {
            if (findings.size() < MOST_FINDINGS) {
                findings.add(new Finding(kind, block, position, eventId));
            }
        }
    }

    /** Whether there is a key whose signature is trusted; without one every seal is a finding. */
    public boolean isAnyKeyTrusted() {
        return key.isAnyTrusted();
    }

    /** @throws Problem {@code concurrent-update} while another verification is at it on this node */
    public Report verify(List<Kept> kept, Listener listener) {
        if (!isVerifying.compareAndSet(false, true)) {
            throw new Problem(ProblemCode.CONCURRENT_UPDATE, "Another verification is at it; its report says the same");
        }
        try {
            return verifyAll(kept, listener);
        } finally {
            isVerifying.set(false);
        }
    }

    private Report verifyAll(List<Kept> kept, Listener listener) {
        Progress progress = new Progress();
        long end = seals.last().flatMap(SealVerifier::lastPosition).orElse(0L);
        List<Seal> next = seals.after(0, AT_ONCE);
        while (!next.isEmpty()) {
            next.forEach(seal -> {
                verify(seal, progress);
                listener.verified(progress.events, progress.until, end);
            });
            next = seals.after(progress.block, AT_ONCE);
        }
        long blocks = progress.block;
        boolean isOverdue = blocks == 0
                && key.isAnyTrusted()
                && seals.hasEventsBefore(clock.instant().minus(OVERDUE));
        if (isOverdue) {
            progress.block = 1;
            progress.found(Kind.SealMissing, null, null);
        }
        kept.forEach(seal -> compare(seal, progress));
        sealer.anchor()
                .ifPresent(seen -> compare(new Kept(seen.block(), HexFormat.of().formatHex(seen.hash())), progress));
        return new Report(
                progress.findings.isEmpty(), blocks, progress.events, progress.until, List.copyOf(progress.findings));
    }

    private static Optional<Long> lastPosition(Seal seal) {
        return seal.positions().stream().max(Comparator.naturalOrder());
    }

    private void verify(Seal seal, Progress progress) {
        if (++progress.block < seal.block()) {
            // One finding for all that are missing in a row.
            progress.found(Kind.SealMissing, null, null);
            progress.block = seal.block();
        }
        if (!seal.isWellFormed()) {
            progress.found(Kind.SealChanged, null, null);
            progress.previous = seal.hash();
            // What it is about is not known; the next one is verified from where this one says that it ends.
            progress.until = seal.positions().stream().reduce(progress.until, Math::max);
            return;
        }
        boolean isAsSealed = Arrays.equals(new MerkleTree(seal.leafHashes()).root(), seal.root())
                && seal.positions().getFirst() > progress.until
                && Arrays.equals(Seal.hash(seal.text()), seal.hash())
                && Arrays.equals(seal.previous(), progress.previous);
        if (!isAsSealed) {
            progress.found(Kind.SealChanged, null, null);
        }
        if (!key.isTrusted(seal.publicKey())) {
            progress.found(Kind.KeyNotTrusted, null, null);
        }
        if (!SealKey.isSignedBy(seal.publicKey(), seal.hash(), seal.signature())) {
            progress.found(Kind.SignatureInvalid, null, null);
        }
        verifyEvents(seal, progress);
        progress.previous = seal.hash();
        progress.until = seal.positions().getLast();
    }

    private void verifyEvents(Seal seal, Progress progress) {
        TreeMap<Long, byte[]> expected = new TreeMap<>();
        Iterator<byte[]> hashes = seal.leafHashes().iterator();
        for (Long position : seal.positions()) {
            expected.put(position, hashes.hasNext() ? hashes.next() : new byte[0]);
        }
        long from = progress.until == 0 ? Long.MIN_VALUE : progress.until;
        for (Seals.SealedEvent event : seals.events(from, seal.positions().getLast(), Integer.MAX_VALUE)) {
            byte[] leaf = expected.remove(event.position());
            if (leaf == null) {
                progress.found(Kind.EventInserted, event.position(), event.eventId());
            } else if (!Arrays.equals(leaf, event.leaf())) {
                progress.found(Kind.EventChanged, event.position(), event.eventId());
            } else {
                progress.events++;
            }
        }
        expected.keySet().forEach(position -> progress.found(Kind.EventDeleted, position, null));
    }

    private void compare(Kept kept, Progress progress) {
        progress.block = kept.block();
        seals.find(kept.block())
                .ifPresentOrElse(
                        seal -> {
                            if (!HexFormat.of().formatHex(seal.hash()).equals(kept.hash())) {
                                progress.found(Kind.SealChanged, null, null);
                            }
                        },
                        () -> progress.found(Kind.SealMissing, null, null));
    }
}
