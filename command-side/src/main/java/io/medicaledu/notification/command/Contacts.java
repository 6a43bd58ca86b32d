package io.medicaledu.notification.command;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.identity.api.UserEvent.NotificationChannelsChosen;
import io.medicaledu.identity.api.UserEvent.UserActivated;
import io.medicaledu.identity.api.UserEvent.UserDeactivated;
import io.medicaledu.identity.api.UserEvent.UserDeleted;
import io.medicaledu.identity.api.UserEvent.UserProfileChanged;
import io.medicaledu.identity.api.UserEvent.UserRegistered;
import io.medicaledu.identity.api.UserRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How users can be reached, written in the transaction of their events. */
@Component
@ProcessingGroup("claims")
public class Contacts {

    private final JdbcClient jdbc;

    Contacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param phone in E.164 form; null if not known */
    public record Contact(
            UUID userId,
            String email,
            String displayName,
            ZoneId timeZone,
            @Nullable String phone,
            Set<Channel> channels,
            boolean active) {}

    /** Those who meet in a session; null whose account is gone. */
    record OfSession(@Nullable Contact student, @Nullable Contact instructor) {}

    /** Nobody, if the account is gone. */
    public Optional<Contact> find(UUID userId) {
        return jdbc.sql("SELECT * FROM command_side.contacts WHERE user_id = ?")
                .param(userId)
                .query(Contacts::contact)
                .optional();
    }

    /** @param instructorId who held the session when it was booked; another one may have taken it over */
    OfSession ofSession(UUID studentId, UUID slotId, UUID instructorId) {
        List<Contact> found = jdbc.sql("""
                        SELECT * FROM command_side.contacts
                        WHERE user_id IN (?, coalesce(
                            (SELECT instructor_id FROM command_side.slot_claims WHERE slot_id = ?), ?))""")
                .params(studentId, slotId, instructorId)
                .query(Contacts::contact)
                .list();
        Predicate<Contact> isStudent = contact -> contact.userId().equals(studentId);
        return new OfSession(
                found.stream().filter(isStudent).findFirst().orElse(null),
                found.stream().filter(isStudent.negate()).findFirst().orElse(null));
    }

    List<Contact> studentsOfCourse(UUID courseId) {
        return jdbc.sql("""
                        SELECT contact.* FROM command_side.contacts AS contact
                        JOIN command_side.enrollment_claims AS enrollment ON enrollment.student_id = contact.user_id
                        WHERE enrollment.course_id = ?""").param(courseId).query(Contacts::contact).list();
    }

    List<Contact> studentsOfInstructor(UUID instructorId) {
        return jdbc.sql("""
                        SELECT * FROM command_side.contacts WHERE user_id IN (
                            SELECT enrollment.student_id FROM command_side.enrollment_claims AS enrollment
                            JOIN command_side.course_terms AS course USING (course_id)
                            WHERE course.instructor_id = ?)""").param(instructorId).query(Contacts::contact).list();
    }

    /** Everybody of the role, or everybody. */
    List<Contact> ofRole(@Nullable UserRole role) {
        return jdbc.sql("""
                        SELECT contact.* FROM command_side.contacts AS contact
                        JOIN command_side.accounts AS account USING (user_id)
                        WHERE account.active AND (:role < 0 OR account.role = :role)""")
                .param("role", role == null ? -1 : role.ordinal())
                .query(Contacts::contact)
                .list();
    }

    private static Contact contact(ResultSet row, int index) throws SQLException {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (String name : (String[]) row.getArray("channels").getArray()) {
            channels.add(Channel.valueOf(name));
        }
        return new Contact(
                row.getObject("user_id", UUID.class),
                row.getString("email"),
                row.getString("display_name"),
                ZoneId.of(row.getString("time_zone")),
                row.getString("phone"),
                channels,
                row.getBoolean("active"));
    }

    @EventHandler
    void on(UserRegistered event) {
        jdbc.sql("""
                        INSERT INTO command_side.contacts (user_id, email, display_name, time_zone, channels)
                        VALUES (?, ?, ?, ?, ?::text[])""")
                .params(
                        event.userId(),
                        event.email().value(),
                        event.displayName().value(),
                        event.timeZone().getId(),
                        array(Channel.DEFAULT))
                .update();
    }

    @EventHandler
    void on(UserProfileChanged event) {
        jdbc.sql("UPDATE command_side.contacts SET display_name = ?, time_zone = ?, phone = ? WHERE user_id = ?")
                .params(Arrays.asList(
                        event.displayName().value(),
                        event.timeZone().getId(),
                        event.phone() == null ? null : event.phone().value(),
                        event.userId()))
                .update();
    }

    @EventHandler
    void on(NotificationChannelsChosen event) {
        jdbc.sql("UPDATE command_side.contacts SET channels = ?::text[] WHERE user_id = ?")
                .params(array(event.channels()), event.userId())
                .update();
    }

    @EventHandler
    void on(UserActivated event) {
        setActive(event.userId(), true);
    }

    @EventHandler
    void on(UserDeactivated event) {
        setActive(event.userId(), false);
    }

    private void setActive(UUID userId, boolean active) {
        jdbc.sql("UPDATE command_side.contacts SET active = ? WHERE user_id = ?")
                .params(active, userId)
                .update();
    }

    @EventHandler
    void on(UserDeleted event) {
        jdbc.sql("DELETE FROM command_side.contacts WHERE user_id = ?")
                .param(event.userId())
                .update();
        jdbc.sql("DELETE FROM command_side.push_subscriptions WHERE user_id = ?")
                .param(event.userId())
                .update();
    }

    private static String array(Set<Channel> channels) {
        return channels.stream().sorted().map(Channel::name).collect(Collectors.joining(",", "{", "}"));
    }
}
