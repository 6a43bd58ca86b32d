package io.medicaledu.audit.seal;

import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Seals of the events, to be kept elsewhere, and whether the events are as they were sealed. */
@RestController
@RequestMapping("/api/audit")
@RolesAllowed({"Admin", "Auditor"})
@Tag(name = "Audit")
class SealController {

    private final Seals seals;
    private final SealVerifier verifier;

    SealController(Seals seals, SealVerifier verifier) {
        this.seals = seals;
        this.verifier = verifier;
    }

    /** A seal without the hashes of its events. All hashes are in hexadecimal, keys and signatures in base64. */
    record SealView(
            long block,
            long firstPosition,
            long lastPosition,
            int events,
            String positionsHash,
            String root,
            String previous,
            Instant sealedAt,
            String hash,
            String publicKey,
            String signature) {

        static SealView of(Seal seal) {
            HexFormat hex = HexFormat.of();
            return new SealView(
                    seal.block(),
                    seal.positions().getFirst(),
                    seal.positions().getLast(),
                    seal.positions().size(),
                    hex.formatHex(Seal.hashOf(seal.positions())),
                    hex.formatHex(seal.root()),
                    hex.formatHex(seal.previous()),
                    seal.sealedAt(),
                    hex.formatHex(seal.hash()),
                    seal.publicKey(),
                    Base64.getEncoder().encodeToString(seal.signature()));
        }
    }

    /** @param side of the node, seen from the event's path */
    record PathStep(MerkleTree.Side side, String hash) {}

    /**
     * That an event is part of a sealed block, for somebody who does not trust the platform.
     *
     * @param data the event's text as it was hashed, in base64
     */
    record Proof(long position, String data, List<PathStep> path, SealView seal) {}

    record KeptSeal(
            @NotNull @Positive Long block,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String hash) {}

    /** @param kept seals that were kept elsewhere, e.g. the last one of each month */
    record Verification(@Nullable @Size(max = 10_000) List<@Valid KeptSeal> kept) {}

    @GetMapping("/seals")
    @Operation(summary = "List the seals of the events, oldest first", description = "Keep some of them elsewhere.")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<SealView> seals(
            @RequestParam(defaultValue = "20") int limit, @RequestParam(required = false) @Nullable Long cursor) {
        PageRequest page = new PageRequest(limit, null);
        if (cursor != null && cursor < 0) {
            throw Problem.invalid("cursor", "must not be negative");
        }
        List<SealView> items = seals.after(cursor == null ? 0 : cursor, page.limit()).stream()
                .map(SealView::of)
                .toList();
        return new Page<>(
                items,
                items.size() < limit ? null : Long.toString(items.getLast().block()));
    }

    @PostMapping("/verification")
    @Operation(
            summary = "Hold all events against their seals",
            description =
                    "Finds an event that was changed, deleted, inserted or moved, and names it. Seals that were kept"
                            + " elsewhere can be handed in, to find out whether seals were taken away or replaced.")
    @ApiResponse(responseCode = "200", description = "The report")
    SealVerifier.Report verify(@Valid @RequestBody(required = false) @Nullable Verification request) {
        List<KeptSeal> kept = request == null || request.kept() == null ? List.of() : request.kept();
        return verifier.verify(
                kept.stream()
                        .map(seal -> new SealVerifier.Kept(seal.block(), seal.hash()))
                        .toList(),
                (events, position, end) -> {});
    }

    @GetMapping("/events/{position}/proof")
    @Operation(
            summary = "Read the proof that an event is part of a sealed block",
            description = "Whoever has the public key can check it with tools/VerifyProof.java.")
    @ApiResponse(responseCode = "200", description = "The event's text, the path to the block's root, and its seal")
    @ApiResponse(responseCode = "404", description = "not-found, or not sealed yet")
    Proof proof(@PathVariable long position) {
        Seal seal = seals.findByPosition(position)
                .filter(it -> it.positions().contains(position))
                .orElseThrow(() -> Problem.notFound("sealed event"));
        String data = seals.textOf(position).orElseThrow(() -> Problem.notFound("event"));
        List<PathStep> path = new MerkleTree(seal.leafHashes())
                .pathOf(seal.positions().indexOf(position)).stream()
                        .map(step -> new PathStep(step.side(), HexFormat.of().formatHex(step.hash())))
                        .toList();
        return new Proof(
                position,
                Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)),
                path,
                SealView.of(seal));
    }
}
