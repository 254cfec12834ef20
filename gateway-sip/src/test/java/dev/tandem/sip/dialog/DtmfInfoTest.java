package dev.tandem.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.SipLegEvent.DigitReceived;
import dev.tandem.sip.admission.SampleRequest;
import dev.tandem.sip.message.IncomingRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DtmfInfoTest {

    private static Optional<DigitReceived> digit(String type, String body) {
        SampleRequest info = SampleRequest.of("INFO", "sip:a@gw.example").body(type, body);
        return DtmfInfo.digit(new IncomingRequest(info.view(), "INFO", "call", 1, "1", "2", "z9hG4bK1", body));
    }

    @Test
    void aKeyIsSaidByItsSignOrByTheNumberOfItsEvent() {
        String[][] keys = {{"5", "5"}, {"*", "*"}, {"a", "A"}, {"10", "*"}, {"11", "#"}, {"12", "A"}, {"15", "D"}};
        for (String[] key : keys) {
            assertThat(digit("application/dtmf-relay", "Signal=" + key[0] + "\r\nDuration=100"))
                    .hasValue(new DigitReceived(key[1].charAt(0), 100));
            assertThat(digit("application/dtmf", key[0])).hasValue(new DigitReceived(key[1].charAt(0), 160));
        }
    }

    @Test
    void whatIsNoKeyIsNone() {
        for (String signal : new String[] {"16", "20", "!", "hello", "55", ""}) {
            assertThat(digit("application/dtmf-relay", "Signal=" + signal))
                    .as(signal)
                    .isEmpty();
            assertThat(digit("application/dtmf", signal)).as(signal).isEmpty();
        }
    }
}
