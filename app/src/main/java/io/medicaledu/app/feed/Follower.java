package io.medicaledu.app.feed;

import io.medicaledu.shared.query.Projections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * A processing group that follows the event stream: a projection, a process manager, the notices. It has no thread and no
 * transaction of its own; the {@link FeedWorker} hands it the events of a batch, and the {@link CatchUpWorker} if it
 * is apart from the others.
 */
final class Follower implements EventProcessor {

    private final String name;
    private final EventHandlerInvoker invoker;
    private final List<MessageHandlerInterceptor<? super EventMessage<?>>> interceptors = new CopyOnWriteArrayList<>();
    private final boolean isProjection;
    private volatile boolean running;

    Follower(String name, EventHandlerInvoker invoker) {
        this.name = name;
        this.isProjection = Projections.NAMES.contains(name);
        this.invoker = invoker;
    }

    boolean handles(Class<?> payloadType) {
        return invoker.canHandleType(payloadType);
    }

    void handle(EventMessage<?> event, UnitOfWork<EventMessage<?>> unitOfWork) throws Exception {
        new DefaultInterceptorChain<EventMessage<?>>(unitOfWork, interceptors, message -> {
                    invoker.handle(message, Segment.ROOT_SEGMENT);
                    return null;
                })
                .proceed();
    }

    /** As {@link #handle}, for a projection: it sends no commands, so it needs no unit of work of the event's own. */
    void project(EventMessage<?> event) throws Exception {
        invoker.handle(event, Segment.ROOT_SEGMENT);
    }

    /** Projections tell of everything that has ever happened; what others do must not be done again. */
    boolean isProjection() {
        return isProjection;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public List<MessageHandlerInterceptor<? super EventMessage<?>>> getHandlerInterceptors() {
        return List.copyOf(interceptors);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super EventMessage<?>> interceptor) {
        interceptors.add(interceptor);
        return () -> interceptors.remove(interceptor);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void shutDown() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isError() {
        return false;
    }
}
