package io.medicaledu.notification.command;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.identity.api.UserEvent.NotificationChannelsChosen;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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

    private static final Set<Channel> DEFAULT = EnumSet.of(Channel.InApp, Channel.Email);

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
            Set<Channel> channels) {}

    /** Nobody, if the account is gone. */
    public Optional<Contact> find(UUID userId) {
        return jdbc.sql("SELECT * FROM command_side.contacts WHERE user_id = ?")
                .param(userId)
                .query(Contacts::contact)
                .optional();
    }

    /** Those of them whose account is there. */
    Map<UUID, Contact> find(Set<UUID> userIds) {
        return jdbc
                .sql("SELECT * FROM command_side.contacts WHERE user_id = ANY (?::uuid[])")
                .param(userIds.toArray(UUID[]::new))
                .query(Contacts::contact)
                .list()
                .stream()
                .collect(Collectors.toMap(Contact::userId, Function.identity()));
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
                channels);
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
                        array(DEFAULT))
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
    void on(UserDeleted event) {
        jdbc.sql("DELETE FROM command_side.contacts WHERE user_id = ?")
                .param(event.userId())
                .update();
        jdbc.sql("DELETE FROM command_side.push_subscriptions WHERE user_id = ?")
                .param(event.userId())
                .update();
    }

    private static String array(Set<Channel> channels) {
        return channels.stream().map(Channel::name).collect(Collectors.joining(",", "{", "}"));
    }
}
