package dev.tandem.repeat;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Stands around methods marked {@link RepeatableRequest}, outside of their own transactions. */
@RepeatableRequest
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class RepeatabilityInterceptor {

    private final CurrentVertxRequest request;
    private final RepeatedRequests requests;

    /** Made by the container. */
    @Inject
    public RepeatabilityInterceptor(CurrentVertxRequest request, RepeatedRequests requests) {
        this.request = request;
        this.requests = requests;
    }

    @AroundInvoke
    @Nullable Object answerOnce(InvocationContext operation) throws Exception {
        return requests.answer(request.getCurrent(), operation::proceed);
    }
}
