package io.medicaledu.notification.command;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where web push goes: the browsers of a user. They are credentials of a kind, and no events. */
@Component
public class PushSubscriptions {

    private final JdbcClient jdbc;

    PushSubscriptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param p256dh public key of the browser; base64url, like the authentication secret */
    public record Subscription(String endpoint, String p256dh, String auth) {}

    void add(UUID userId, String endpoint, String p256dh, String auth) {
        jdbc.sql("""
                        INSERT INTO command_side.push_subscriptions (endpoint, user_id, p256dh, auth)
                        VALUES (:endpoint, :user, :p256dh, :auth)
                        ON CONFLICT (endpoint) DO UPDATE SET user_id = :user, p256dh = :p256dh, auth = :auth""")
                .param("endpoint", endpoint)
                .param("user", userId)
                .param("p256dh", p256dh)
                .param("auth", auth)
                .update();
    }

    void removeAll(UUID userId) {
        jdbc.sql("DELETE FROM command_side.push_subscriptions WHERE user_id = ?")
                .param(userId)
                .update();
    }

    /** The push service knows it no more. */
    public void remove(String endpoint) {
        jdbc.sql("DELETE FROM command_side.push_subscriptions WHERE endpoint = ?")
                .param(endpoint)
                .update();
    }

    public List<Subscription> of(UUID userId) {
        return jdbc.sql("SELECT endpoint, p256dh, auth FROM command_side.push_subscriptions WHERE user_id = ?")
                .param(userId)
                .query((row, index) ->
                        new Subscription(row.getString("endpoint"), row.getString("p256dh"), row.getString("auth")))
                .list();
    }
}
