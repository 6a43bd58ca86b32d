package io.medicaledu.learning.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules of enrollments that an operator may set.
 *
 * @param deactivateOnRefund whether an enrollment ends when the last booking it follows from is refunded
 */
@ConfigurationProperties("medicaledu.learning")
public record LearningProperties(@DefaultValue("true") boolean deactivateOnRefund) {}
