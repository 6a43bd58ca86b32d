package io.medicaledu.app.axon;

import io.medicaledu.shared.MetaDataKeys;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.stereotype.Component;

/** Which aggregate a command is for, and in which version the caller has read it, if it says so. */
@Component
class VersionedTargets implements CommandTargetResolver {

    private final CommandTargetResolver annotated =
            AnnotationCommandTargetResolver.builder().build();

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        VersionedAggregateIdentifier target = annotated.resolveTarget(command);
        return command.getMetaData().get(MetaDataKeys.EXPECTED_VERSION) instanceof Long version
                ? new VersionedAggregateIdentifier(target.getIdentifierValue(), version)
                : target;
    }
}
