package dev.tandem.repeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.acs.ContentHash;
import dev.tandem.config.TandemConfig;
import dev.tandem.principal.CurrentPrincipal;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Does what {@link RepeatableRequest} promises. For workers. */
@Singleton
public class RepeatedRequests {

    private static final Duration LOCK_WAIT = Duration.ofSeconds(5);

    private final AnsweredRequests answered;
    private final CurrentPrincipal principal;
    private final ObjectMapper json;
    private final Duration window;
    private final Clock clock;
    private final RequestLocks locks = new RequestLocks(LOCK_WAIT);

    /** Made by the container. */
    @Inject
    public RepeatedRequests(
            AnsweredRequests answered,
            CurrentPrincipal principal,
            ObjectMapper json,
            Clock clock,
            TandemConfig config) {
        this.answered = answered;
        this.principal = principal;
        this.json = json;
        this.clock = clock;
        this.window = config.repeatability().window();
    }

    /** The answer of {@code operation}, which is called only if the request was not answered before. */
    @Nullable Object answer(RoutingContext http, Callable<@Nullable Object> operation) throws Exception {
        HttpServerRequest request = http.request();
        String givenId = request.getHeader(RepeatabilityHeaders.REQUEST_ID);
        String firstSent = request.getHeader(RepeatabilityHeaders.FIRST_SENT);
        if (givenId == null && firstSent == null) {
            return operation.call();
        }
        result(http, "rejected");
        Instant now = clock.instant();
        String id = RepeatabilityHeaders.read(givenId, firstSent, now, window);
        locks.lock(id);
        try {
            return inTransaction(http, id, now, operation);
        } finally {
            locks.unlock(id);
        }
    }

    private @Nullable Object inTransaction(
            RoutingContext http, String id, Instant now, Callable<@Nullable Object> operation) throws Exception {
        String fingerprint = fingerprint(http);
        QuarkusTransaction.begin();
        try {
            Optional<KeptAnswer> before = answered.find(id, fingerprint);
            if (before.isPresent()) {
                result(http, "accepted");
                throw new AnsweredBefore(before.get());
            }
            AnsweredRequestRow claim = answered.claim(id, fingerprint, now);
            Object returned = operation.call();
            KeptAnswer answer = KeptAnswer.of(returned, json);
            if (answer.status() < 400) {
                answered.complete(claim, answer);
                QuarkusTransaction.commit();
                answered.stored();
                result(http, "accepted");
            }
            return returned;
        } finally {
            if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                QuarkusTransaction.rollback();
            }
        }
    }

    /** What makes a request the same: everything but the headers that differ from one sending to the next. */
    private String fingerprint(RoutingContext http) {
        String text = http.request().method() + "\n" + http.request().uri() + "\n" + principal.user() + "\n"
                + ContentHash.of(http);
        return ContentHash.of(text.getBytes(UTF_8));
    }

    private static void result(RoutingContext http, String result) {
        http.response().putHeader(RepeatabilityHeaders.RESULT, result);
    }
}
