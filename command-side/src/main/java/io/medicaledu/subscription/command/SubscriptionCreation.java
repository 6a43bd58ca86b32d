package io.medicaledu.subscription.command;

import io.medicaledu.subscription.api.SubscriptionCommand.CreateSubscription;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Creates a subscription, and keeps its secret where no event is, in one transaction. */
@Component
class SubscriptionCreation {

    private final Subscriptions table;
    private final Repository<Subscription> subscriptions;

    SubscriptionCreation(Subscriptions table, Repository<Subscription> subscriptionRepository) {
        this.table = table;
        this.subscriptions = subscriptionRepository;
    }

    @CommandHandler
    UUID handle(CreateSubscription command) throws Exception {
        table.open(command);
        subscriptions.newInstance(() -> new Subscription(command));
        return command.subscriptionId();
    }
}
