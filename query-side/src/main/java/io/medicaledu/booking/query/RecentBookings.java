package io.medicaledu.booking.query;

import io.medicaledu.booking.query.BookingNews.Change;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What has become of the bookings that this node's projection has seen last. */
final class RecentBookings {

    private static final int MOST = 10_000;

    private final Map<UUID, Recent> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Recent> eldest) {
            return size() > MOST;
        }
    };

    private record Recent(UUID studentId, Set<Change> changes) {}

    synchronized void requested(UUID bookingId, UUID studentId) {
        recent.putIfAbsent(bookingId, new Recent(studentId, EnumSet.noneOf(Change.class)));
    }

    synchronized void changed(UUID bookingId, Change change) {
        Recent booking = recent.get(bookingId);
        if (booking != null) {
            booking.changes().add(change);
        }
    }

    /** Whether it is a booking of the student's that none of these has happened to, as far as this node knows. */
    synchronized boolean isUnchanged(UUID bookingId, UUID studentId, Set<Change> changes) {
        Recent booking = recent.get(bookingId);
        return booking != null
                && booking.studentId().equals(studentId)
                && Collections.disjoint(booking.changes(), changes);
    }
}
