package io.medicaledu.identity.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.access.api.RefusalReason;
import io.medicaledu.identity.api.EmailAddress;
import io.medicaledu.identity.api.LoginResult;
import io.medicaledu.identity.api.PersonName;
import io.medicaledu.identity.api.UserCommand.LogIn;
import io.medicaledu.identity.api.UserEvent.UserDeactivated;
import io.medicaledu.identity.api.UserEvent.UserLocked;
import io.medicaledu.identity.api.UserEvent.UserLoggedIn;
import io.medicaledu.identity.api.UserEvent.UserLoginFailed;
import io.medicaledu.identity.api.UserEvent.UserLoginRefused;
import io.medicaledu.identity.api.UserEvent.UserRegistered;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");

    private final UUID user = Ids.next();
    private final UUID session = Ids.next();
    private final UserRegistered registered = new UserRegistered(
            user, new EmailAddress("a@example.org"), new PersonName("Ada"), UserRole.Student, ZoneId.of("UTC"));
    private FixtureConfiguration<User> fixture;
    private boolean mayTell = true;
    private int counted;

    @BeforeEach
    void setUp() {
        fixture = new AggregateTestFixture<>(User.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        fixture.registerInjectableResource((Administrators) id -> {});
        fixture.registerInjectableResource((LoginTraces) this::mayTell);
        fixture.registerInjectableResource((Teaching) (id, leaving) -> {});
        fixture.registerInjectableResource(new IdentityProperties(
                Duration.ofHours(12),
                Duration.ofSeconds(2),
                3,
                Duration.ofMinutes(15),
                Duration.ofDays(7),
                Duration.ofHours(1),
                4));
    }

    private boolean mayTell(UUID userId) {
        counted++;
        return mayTell;
    }

    @Test
    void theRightPasswordOpensASession() {
        Instant expires = NOW.plus(Duration.ofHours(12));
        fixture.given(registered)
                .when(new LogIn(user, session, "hash", true))
                .expectEvents(new UserLoggedIn(user, session, "hash", NOW, expires))
                .expectResultMessagePayload(new LoginResult.LoggedIn(UserRole.Student, expires));
        assertThat(counted).as("only refusals cost a statement more").isZero();
    }

    @Test
    void aWrongPasswordIsCounted() {
        fixture.given(registered)
                .when(new LogIn(user, session, "hash", false))
                .expectEvents(new UserLoginFailed(user, 1))
                .expectResultMessagePayload(new LoginResult.Refused());
    }

    @Test
    void tooManyWrongPasswordsLockTheAccount() {
        Instant until = NOW.plus(Duration.ofMinutes(15));
        fixture.given(registered, new UserLoginFailed(user, 1), new UserLoginFailed(user, 2))
                .when(new LogIn(user, session, "hash", false))
                .expectEvents(new UserLoginFailed(user, 3), new UserLocked(user, until))
                .expectResultMessagePayload(new LoginResult.Locked(until));
    }

    @Test
    void aLockedAccountRefusesTheRightPassword() {
        Instant until = NOW.plusSeconds(1);
        fixture.given(registered, new UserLocked(user, until))
                .when(new LogIn(user, session, "hash", true))
                .expectEvents(new UserLoginRefused(user, RefusalReason.Locked))
                .expectResultMessagePayload(new LoginResult.Locked(until));
    }

    @Test
    void attemptsOnALockedAccountDoNotFillItsStream() {
        Instant until = NOW.plusSeconds(1);
        mayTell = false;
        fixture.given(registered, new UserLocked(user, until))
                .when(new LogIn(user, session, "hash", true))
                .expectNoEvents()
                .expectResultMessagePayload(new LoginResult.Locked(until));
    }

    @Test
    void aLockPasses() {
        fixture.given(registered, new UserLocked(user, NOW))
                .when(new LogIn(user, session, "hash", true))
                .expectEvents(new UserLoggedIn(user, session, "hash", NOW, NOW.plus(Duration.ofHours(12))));
    }

    @Test
    void aDeactivatedUserCannotLogIn() {
        fixture.given(registered, new UserDeactivated(user, true))
                .when(new LogIn(user, session, "hash", true))
                .expectEvents(new UserLoginRefused(user, RefusalReason.Inactive))
                .expectResultMessagePayload(new LoginResult.Refused());
    }
}
