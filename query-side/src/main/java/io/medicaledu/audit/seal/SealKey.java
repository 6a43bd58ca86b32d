package io.medicaledu.audit.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The key that signs seals, and which public keys are trusted. */
@Component
class SealKey {

    private static final Logger LOG = LoggerFactory.getLogger(SealKey.class);
    private static final String ED25519 = "Ed25519";
    private static final int SEED_BYTES = 32;

    private final @Nullable KeyPair pair;
    private final Set<String> trusted;

    /** @throws IllegalArgumentException if the configured key is not 32 bytes in base64 */
    SealKey(SealProperties properties) {
        this.pair = properties.sealKey() == null || properties.sealKey().isBlank()
                ? null
                : pairOf(seedOf(properties.sealKey().strip()));
        if (pair == null) {
            LOG.warn("Events are not sealed: medicaledu.audit.seal-key is not set");
        }
        this.trusted = new HashSet<>(properties.formerPublicKeys());
        publicKey().ifPresent(trusted::add);
    }

    private static byte[] seedOf(String sealKey) {
        try {
            byte[] seed = Base64.getDecoder().decode(sealKey);
            if (seed.length == SEED_BYTES) {
                return seed;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the key.
        }
        throw new IllegalArgumentException(
                "medicaledu.audit.seal-key must be 32 random bytes in base64, e.g. of" + " 'openssl rand -base64 32'");
    }

    /** The key pair of a seed (RFC 8032): the generator takes it for its random bytes. */
    private static KeyPair pairOf(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ED25519);
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Each Java platform has Ed25519", e);
        }
    }

    /** In base64, as X.509 encodes it; empty if nothing is sealed here. */
    Optional<String> publicKey() {
        return Optional.ofNullable(pair)
                .map(it -> Base64.getEncoder().encodeToString(it.getPublic().getEncoded()));
    }

    /** Whether there is any key whose seals count: then there have to be seals. */
    boolean isAnyTrusted() {
        return !trusted.isEmpty();
    }

    boolean isTrusted(String publicKey) {
        return trusted.contains(publicKey);
    }

    byte[] sign(byte[] hash) {
        if (pair == null) {
            throw new IllegalStateException("There is no key to seal with");
        }
        try {
            Signature signature = Signature.getInstance(ED25519);
            signature.initSign(pair.getPrivate());
            signature.update(hash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isSignedBy(String publicKey, byte[] hash, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ED25519);
            signature.initVerify(KeyFactory.getInstance(ED25519)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
            signature.update(hash);
            return signature.verify(signed);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static final class Given extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] seed;

        private Given(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
