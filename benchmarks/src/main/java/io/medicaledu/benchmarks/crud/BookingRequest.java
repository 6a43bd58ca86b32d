package io.medicaledu.benchmarks.crud;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** The body of {@code POST /api/bookings}. */
record BookingRequest(@NotNull UUID slotId, @NotNull Provider provider) {}
