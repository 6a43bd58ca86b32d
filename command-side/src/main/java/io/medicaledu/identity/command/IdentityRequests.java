package io.medicaledu.identity.command;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.identity.api.PersonName;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.Texts;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of the requests about accounts. */
final class IdentityRequests {

    private static final int BCRYPT_LIMIT_BYTES = 72;

    private IdentityRequests() {}

    record Registration(
            @Schema(example = "ada@example.org") @NotNull @Email @Size(min = 3, max = 254)
            String email,

            @Schema(example = "correct horse battery staple") @NotNull @Size(min = 8, max = 72)
            String password,

            @Schema(example = "Ada Lovelace") @NotBlank @Size(max = 100)
            String displayName,

            @Schema(example = "Europe/London") @NotBlank String timeZone) {

        @Override
        public String toString() {
            return "Registration[…]";
        }
    }

    record Login(
            @Schema(example = "student@medicaledu.example") @NotBlank @Size(max = 254)
            String email,

            @Schema(example = "medicaledu-demo") @NotNull @Size(max = 200)
            String password) {

        @Override
        public String toString() {
            return "Login[…]";
        }
    }

    /** @param password optional; without one the user has to reset it before the first log-in */
    record NewUser(
            @Schema(example = "grace@example.org") @NotNull @Email @Size(min = 3, max = 254)
            String email,

            @Schema(example = "Grace Hopper") @NotBlank @Size(max = 100)
            String displayName,

            @NotNull UserRole role,
            @Schema(example = "America/New_York") @NotBlank String timeZone,

            @Schema(example = "correct horse battery staple") @Size(min = 8, max = 72) @Nullable
            String password) {

        @Override
        public String toString() {
            return "NewUser[…]";
        }
    }

    /** A merge patch: what is missing stays as it is, what is null is removed. */
    record ProfileChange(
            @Schema(example = "Ada Lovelace")
            @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            @Size(max = 100)
            Edit<String> displayName,

            @Schema(example = "Asia/Tokyo") Edit<String> timeZone,

            @Schema(example = "+819012345678")
            @Pattern(regexp = "\\+[1-9]\\d{6,14}", message = "must be in E.164 form, e.g. +819012345678")
            Edit<String> phone,

            @Schema(example = "[\"InApp\",\"Email\"]") Edit<Set<@NotNull Channel>> notificationChannels) {}

    record EmailConfirmation(
            @Schema(example = "kQ3v…") @NotBlank @Size(max = 200)
            String token) {
        @Override
        public String toString() {
            return "EmailConfirmation[…]";
        }
    }

    record PasswordResetRequest(
            @Schema(example = "ada@example.org") @NotNull @Email @Size(min = 3, max = 254)
            String email) {}

    record NewPassword(
            @Schema(example = "kQ3v…") @NotBlank @Size(max = 200)
            String token,

            @Schema(example = "correct horse battery staple") @NotNull @Size(min = 8, max = 72)
            String password) {
        @Override
        public String toString() {
            return "NewPassword[…]";
        }
    }

    /**
     * @param handOverTo the instructor who takes over the courses of one who stops teaching
     * @param cancelBookings true cancels what is booked, with full refunds; false leaves the own bookings of a user who is
     *     deactivated
     */
    record UserChange(
            Edit<UserRole> role,
            Edit<Boolean> active,
            @Nullable UUID handOverTo,
            @Nullable Boolean cancelBookings) {}

    /** @throws Problem {@code validation} if nobody could see it */
    static PersonName name(String text) {
        if (Texts.isInvisible(text)) {
            throw Problem.invalid("displayName", "must not be blank");
        }
        return new PersonName(text.strip());
    }

    /** @throws Problem {@code validation} unless it is an IANA time zone */
    static ZoneId timeZone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw Problem.invalid("timeZone", "must be an IANA time zone, e.g. Europe/Berlin");
        }
        return ZoneId.of(text);
    }

    /** @throws Problem {@code validation} if bcrypt would not see the whole of it */
    static String password(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > BCRYPT_LIMIT_BYTES) {
            throw Problem.invalid("password", "must be at most 72 bytes long");
        }
        return text;
    }
}
