package io.medicaledu.app.axon;

import io.medicaledu.app.web.ConsistencyToken;
import io.medicaledu.audit.query.ProjectionStatus;
import jakarta.servlet.http.HttpServletResponse;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A command that had nothing to do answers with the present end of the event stream as its consistency token. */
@Component
final class UnchangedConsistencyToken implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final ObjectProvider<ProjectionStatus> status;

    UnchangedConsistencyToken(ObjectProvider<ProjectionStatus> status) {
        this.status = status;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletResponse response = attributes.getResponse();
            if (response != null && unitOfWork.isRoot()) {
                unitOfWork.afterCommit(committed -> setIfMissing(response));
            }
        }
        return chain.proceed();
    }

    private void setIfMissing(HttpServletResponse response) {
        if (!response.containsHeader(ConsistencyToken.HEADER)) {
            response.setHeader(
                    ConsistencyToken.HEADER,
                    ConsistencyToken.format(status.getObject().head()));
        }
    }
}
