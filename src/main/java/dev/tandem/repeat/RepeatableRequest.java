package dev.tandem.repeat;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that honours {@code Repeatability-Request-ID} and {@code Repeatability-First-Sent}: for a blocking resource
 * method that makes something. Without the headers the method runs as if this were not here.
 *
 * <p>With them it runs inside one transaction, which begins with a row that claims the id and ends with the answer in that
 * row. So:
 *
 * <ul>
 *   <li>Effects in the database must join the transaction ({@code @Transactional}, not requiring a new one). They and the
 *       answer become visible together, after the method has returned; a crash before that leaves neither, and the
 *       repeated request starts afresh.
 *   <li>Effects elsewhere, such as a call, come before the answer is stored. A crash in between takes the call with it, and
 *       the repeated request makes a new one. Do what can fail first, then the effect.
 *   <li>Answers of 400 and above, thrown or returned, are not kept: the transaction is rolled back, and the same request
 *       may succeed later.
 *   <li>The same request while the first one runs waits for it, some seconds; then 409 with {@code Retry-After}.
 *   <li>Another request (method, path, query, body or user) under a used id is refused with 409.
 *   <li>An id is remembered for {@code tandem.repeatability.window} from its first-sent date; an older date is refused with
 *       412, a missing or malformed header with 400.
 * </ul>
 *
 * <p>{@code Repeatability-Result} is {@code accepted} when the answer is kept or comes from memory, else {@code rejected}.
 * The answer is what the method returns: a value for JSON, nothing, or a {@code Response}; not a stream or a {@code Uni}.
 * It is kept sealed, because answers may hold tokens.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RepeatableRequest {}
