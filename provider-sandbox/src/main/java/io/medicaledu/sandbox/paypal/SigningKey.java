package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The key that webhooks are signed with and its certificates. It is made once and kept, so that events from before a
 * restart can still be verified.
 */
@Component
public class SigningKey {

    private final SandboxDatabase database;
    private final Clock clock;
    private volatile @Nullable Kept kept;

    SigningKey(SandboxDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The key.
     *
     * @param id names the certificate in its address
     * @param certificate PEM, of the key
     * @param caCertificate PEM, of who has signed the certificate
     */
    public record Kept(String id, PrivateKey key, String certificate, String caCertificate) {

        @Override
        public String toString() {
            return "SigningKey[" + id + "]";
        }
    }

    /** The key; made if there is none. */
    public Kept get() {
        Kept known = kept;
        if (known == null) {
            synchronized (this) {
                known = read().orElseGet(this::make);
                kept = known;
            }
        }
        return known;
    }

    private Kept make() {
        CertificateMaker.Made made = CertificateMaker.make(clock.instant());
        database.sql("""
                        INSERT INTO provider_sandbox.paypal_signing_key
                            (id, private_key, certificate, ca_certificate, created_at)
                        SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT FROM provider_sandbox.paypal_signing_key)""")
                .params(
                        made.id(),
                        made.key().getEncoded(),
                        made.certificate(),
                        made.caCertificate(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return read().orElseThrow();
    }

    private Optional<Kept> read() {
        return database.sql("SELECT * FROM provider_sandbox.paypal_signing_key ORDER BY created_at LIMIT 1")
                .query((row, index) -> new Kept(
                        row.getString("id"),
                        key(row.getBytes("private_key")),
                        row.getString("certificate"),
                        row.getString("ca_certificate")))
                .optional();
    }

    private static PrivateKey key(byte[] encoded) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The sandbox's signing key is unreadable", e);
        }
    }
}
