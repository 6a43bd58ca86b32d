package io.medicaledu.scheduling.command;

import java.util.UUID;

/** Who holds which session. */
public interface SlotTeachers {

    /** @param atFirst who held it when it was booked; the answer if the slot was cancelled */
    UUID teacherOf(UUID slotId, UUID atFirst);
}
