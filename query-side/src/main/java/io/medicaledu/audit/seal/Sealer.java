package io.medicaledu.audit.seal;

import io.medicaledu.audit.query.SettledEvents;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals what was committed, some seconds later, in blocks: nobody who writes events waits for it. */
@Component
class Sealer {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final int BLOCK = 1_000;

    private final Seals seals;
    private final SealKey key;
    private final SettledEvents settled;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /** As far as this node knows, so that a quiet system is not asked for more. */
    private long sealedUntil;

    private final AtomicReference<@Nullable Anchor> anchor = new AtomicReference<>();

    Sealer(Seals seals, SealKey key, SettledEvents settled, TransactionTemplate transaction, Clock clock) {
        this.seals = seals;
        this.key = key;
        this.settled = settled;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The last seal that this node has seen, outside of the database. */
    record Anchor(long block, byte[] hash) {}

    /**
     * What a transaction has sealed.
     *
     * @param last the last seal that there is now; empty if that is not known
     * @param isFull whether there may be more at once
     */
    private record Block(Optional<Anchor> last, boolean isFull) {

        private static final Block NONE = new Block(Optional.empty(), false);
    }

    Optional<Anchor> anchor() {
        return Optional.ofNullable(anchor.get());
    }

    @Scheduled(
            fixedDelayString = "${medicaledu.audit.seal-interval:5s}",
            initialDelayString = "${medicaledu.audit.seal-start-delay:60s}")
    void seal() {
        if (key.publicKey().isEmpty()) {
            return;
        }
        try {
            boolean mayBeMore = settled.settledPosition() > sealedUntil;
            while (mayBeMore) {
                Block block = Objects.requireNonNull(transaction.execute(status -> sealBlock()));
                block.last().ifPresent(anchor::set);
                mayBeMore = block.isFull();
            }
        } catch (DataAccessException e) {
            LOG.warn("Events could not be sealed; they are next time", e);
        }
    }

    private Block sealBlock() {
        String publicKey = key.publicKey().orElseThrow();
        if (!seals.tryLock()) {
            return Block.NONE;
        }
        long until = settled.settledPosition();
        Optional<Seal> last = seals.last();
        if (!isAfterAnchor()) {
            LOG.error("Seals that were there are gone or replaced; nothing is sealed until somebody has looked");
            return Block.NONE;
        }
        List<Seals.SealedEvent> events =
                seals.events(last.map(seal -> seal.positions().getLast()).orElse(0L), until, BLOCK);
        if (events.isEmpty()) {
            sealedUntil = until;
            return new Block(last.map(seal -> new Anchor(seal.block(), seal.hash())), false);
        }
        long block = last.map(Seal::block).orElse(0L) + 1;
        byte[] previous = last.map(Seal::hash).orElse(new byte[Seal.HASH_BYTES]);
        List<Long> positions = events.stream().map(Seals.SealedEvent::position).toList();
        byte[] root =
                new MerkleTree(events.stream().map(Seals.SealedEvent::leaf).toList()).root();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        byte[] hash = Seal.hash(Seal.text(block, positions, root, previous, now));
        seals.insert(new Seal(block, positions, joined(events), root, previous, now, hash, publicKey, key.sign(hash)));
        boolean isFull = events.size() == BLOCK;
        sealedUntil = isFull ? positions.getLast() : until;
        return new Block(Optional.of(new Anchor(block, hash)), isFull);
    }

    private boolean isAfterAnchor() {
        Anchor seen = anchor.get();
        return seen == null
                || seals.find(seen.block())
                        .filter(seal -> Arrays.equals(seal.hash(), seen.hash()))
                        .isPresent();
    }

    private static byte[] joined(List<Seals.SealedEvent> events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(events.size() * Seal.HASH_BYTES);
        events.forEach(event -> all.writeBytes(event.leaf()));
        return all.toByteArray();
    }
}
