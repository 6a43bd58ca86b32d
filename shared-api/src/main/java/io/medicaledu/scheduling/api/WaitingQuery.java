package io.medicaledu.scheduling.api;

import java.util.UUID;

/** Answers {@link WaitingView}. */
public record WaitingQuery(UUID slotId, UUID studentId) {}
