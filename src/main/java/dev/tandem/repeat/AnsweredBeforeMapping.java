package dev.tandem.repeat;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Sends an earlier answer again. */
public class AnsweredBeforeMapping {

    /** The answer as it was. */
    @ServerExceptionMapper
    Response again(AnsweredBefore before) {
        return before.answer().response();
    }
}
