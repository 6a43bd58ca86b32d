package io.medicaledu.identity.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.identity.api.UserEvent.UserLoggedIn;
import io.medicaledu.identity.api.UserEvent.UserLoggedOut;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.kernel.LiveSessions;
import io.medicaledu.kernel.Tokens;
import io.medicaledu.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Signed-in sessions by the hash of their token, written in the transaction of the user's events. */
@Component
@ProcessingGroup("claims")
public class Sessions implements LiveSessions {

    private static final UserRole[] ROLES = UserRole.values();

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Cache<String, Session> cache;

    Sessions(JdbcClient jdbc, Clock clock, IdentityProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(properties.sessionCache())
                .build();
    }

    private record Session(Caller caller, Instant expiresAt) {}

    /** The caller whose valid session the token belongs to. */
    public Optional<Caller> findCaller(String token) {
        String hash = Tokens.hash(token);
        Session session = cache.getIfPresent(hash);
        if (session == null) {
            session = load(hash).orElse(null);
            if (session == null) {
                return Optional.empty();
            }
            cache.put(hash, session);
        }
        return clock.instant().isBefore(session.expiresAt()) ? Optional.of(session.caller()) : Optional.empty();
    }

    @Override
    public Set<Caller> liveAmong(Collection<Caller> callers) {
        Set<Caller> live = new HashSet<>(jdbc.sql("""
                        SELECT s.session_id, s.user_id, a.role
                        FROM command_side.sessions s JOIN command_side.accounts a USING (user_id)
                        WHERE s.session_id = ANY (?) AND s.expires_at > ? AND a.active AND NOT a.deleted""")
                .params(
                        callers.stream().map(Caller::sessionId).toArray(UUID[]::new),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, index) -> caller(row))
                .list());
        live.retainAll(callers);
        return live;
    }

    private static Caller caller(ResultSet row) throws SQLException {
        return new Caller(
                row.getObject("user_id", UUID.class),
                ROLES[row.getInt("role")],
                row.getObject("session_id", UUID.class));
    }

    /** @throws Problem {@code not-found} unless the user has such a session */
    void requireOwn(UUID userId, UUID sessionId) {
        if (jdbc.sql("SELECT 1 FROM command_side.sessions WHERE session_id = ? AND user_id = ?")
                .params(sessionId, userId)
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            throw Problem.notFound("session");
        }
    }

    private Optional<Session> load(String hash) {
        return jdbc.sql("""
                        SELECT s.session_id, s.user_id, s.expires_at, a.role
                        FROM command_side.sessions s JOIN command_side.accounts a USING (user_id)
                        WHERE s.token_hash = ? AND a.active AND NOT a.deleted""")
                .param(hash)
                .query((row, index) -> new Session(
                        caller(row),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @EventHandler
    void on(UserLoggedIn event) {
        jdbc.sql("INSERT INTO command_side.sessions (token_hash, session_id, user_id, expires_at) VALUES (?, ?, ?, ?)")
                .params(
                        event.sessionTokenHash(),
                        event.sessionId(),
                        event.userId(),
                        event.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @EventHandler
    void on(UserLoggedOut event) {
        jdbc.sql("DELETE FROM command_side.sessions WHERE session_id = ?")
                .param(event.sessionId())
                .update();
        forgetUser(event.userId());
    }

    void endAll(UUID userId) {
        jdbc.sql("DELETE FROM command_side.sessions WHERE user_id = ?")
                .param(userId)
                .update();
        forgetUser(userId);
    }

    /** After the commit, so that nobody caches the old state again in between. */
    void forgetUser(UUID userId) {
        CurrentUnitOfWork.get()
                .root()
                .afterCommit(unitOfWork -> cache.asMap()
                        .values()
                        .removeIf(session -> session.caller().userId().equals(userId)));
    }
}
