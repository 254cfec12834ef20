package dev.tandem.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.MessageText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Route sets as Record-Route makes them, and what a request then says (RFC 3261, section 12.2.1.1). */
class RoutesTest {

    @Test
    void throughLooseRoutersTheTargetIsTheRequestUri() {
        DialogState state = state("<sip:p1;lr>", "<sip:p2;lr>");
        assertThat(state.request("BYE", 2).uri()).isEqualTo("sip:them@192.0.2.9");
        assertThat(text(state)).containsSubsequence("Route: <sip:p1;lr>", "Route: <sip:p2;lr>");
    }

    @Test
    void aStrictRouterIsTheRequestUriAndTheTargetTheLastRoute() {
        DialogState state = state("<sip:p1.example;transport=udp?h=v>", "<sip:p2;lr>");
        assertThat(state.request("BYE", 2).uri()).isEqualTo("sip:p1.example;transport=udp");
        assertThat(text(state)).containsSubsequence("Route: <sip:p2;lr>", "Route: <sip:them@192.0.2.9>");
        assertThat(text(state)).doesNotContain("Route: <sip:p1");
    }

    @Test
    void aCommaInQuotesOrBracketsSeparatesNoRoutes() {
        IncomingResponse response = response(
                "Record-Route: <sip:a,b@p1;lr>;x=\"1,<2>\", \"P, 2\" <sip:p2;lr>",
                "Record-Route: <sip:p3;lr>, , rubbish");
        assertThat(Routes.recorded(response))
                .containsExactly("<sip:a,b@p1;lr>;x=\"1,<2>\"", "\"P, 2\" <sip:p2;lr>", "<sip:p3;lr>");
        assertThat(Routes.reversed(response)).startsWith("<sip:p3;lr>").hasSize(3);
    }

    private static String text(DialogState state) {
        return new String(state.request("BYE", 2).bytes("SIP/2.0/UDP us", "test"), StandardCharsets.UTF_8);
    }

    private static DialogState state(String... routes) {
        return new DialogState("c", "<sip:us>;tag=1", "<sip:them>;tag=2", "sip:them@192.0.2.9", List.of(routes), 1, 1);
    }

    private static IncomingResponse response(String... lines) {
        String message = "SIP/2.0 200 OK\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        MessageText text = MessageText.of(message.getBytes(StandardCharsets.UTF_8));
        return new IncomingResponse(text, 200, "OK", "INVITE", "c", 1, "f", "t", "b", "");
    }
}
