package io.medicaledu.audit.seal;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * What verifies seals, for a context that is smaller than the platform: it needs the same as {@code AuditReading}. Nothing is
 * sealed there, as nothing is scheduled. The platform finds these classes by itself.
 */
@Import({SealKey.class, SealVerifier.class, Sealer.class, Seals.class})
@EnableConfigurationProperties(SealProperties.class)
public final class SealReading {}
