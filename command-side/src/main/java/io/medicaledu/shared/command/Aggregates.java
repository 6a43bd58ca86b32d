package io.medicaledu.shared.command;

import io.medicaledu.shared.Problem;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Loading of aggregates by handlers that touch several of them in one unit of work. */
public final class Aggregates {

    private Aggregates() {}

    /** @throws Problem {@code not-found} if there is none */
    public static <T> Aggregate<T> load(Repository<T> repository, UUID id, String what) {
        try {
            return repository.load(id.toString());
        } catch (AggregateNotFoundException e) {
            throw Problem.notFound(what);
        }
    }
}
