package dev.tandem.sip.jain;

import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.leg.LegEvent;
import dev.tandem.sip.leg.LegState;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.ServerTransaction;
import javax.sip.SipException;

/** Requests of theirs inside a dialog (RFC 3261, section 12.2.2). On the loop of the leg. */
final class DialogRequests {
    private static final Pattern SIGNAL = Pattern.compile("(?im)^\\s*Signal\\s*=\\s*([0-9A-D*#])\\s*$");
    private static final Pattern DURATION = Pattern.compile("(?im)^\\s*Duration\\s*=\\s*([0-9]{1,5})\\s*$");
    private static final Pattern DIGIT = Pattern.compile("\\s*([0-9A-D*#])\\s*");
    private static final int DURATION_MILLIS = 160;

    private final Context context;

    DialogRequests(Context context) {
        this.context = context;
    }

    /** Any request but ACK and CANCEL. */
    void received(DialogLeg leg, ServerTransaction transaction, SIPRequest request) throws SipException {
        long cseq = request.getCSeq().getSeqNumber();
        if (cseq <= leg.dialog().remoteCSeq()) {
            answer(transaction, request, 500, "Request out of order");
            return;
        }
        leg.dialog(leg.dialog().received(cseq));
        switch (request.getMethod()) {
            case "BYE" -> {
                answer(transaction, request, 200, "OK");
                leg.apply(new LegEvent.ByeReceived());
            }
            case "INVITE", "UPDATE" -> session(leg, transaction, request);
            case "INFO" -> info(leg, transaction, request);
            case "OPTIONS" -> Stack.answer(transaction, context.responses().capabilities(request));
            default ->
                Stack.answer(
                        transaction,
                        Responses.with(
                                context.responses().of(request, 405, "Method Not Allowed"), "Allow", Responses.ALLOW));
        }
    }

    private void session(DialogLeg leg, ServerTransaction transaction, SIPRequest request) throws SipException {
        boolean invite = request.getMethod().equals("INVITE");
        if (leg.state() == LegState.CONFIRMED) {
            if (invite) {
                Stack.answer(transaction, context.responses().of(request, 100, "Trying"));
            }
            leg.offers().received(transaction, request);
        } else if (!invite && Arrival.sdp(request).isEmpty() && leg.state() != LegState.RELEASING) {
            // JsSIP refreshes as soon as it likes, also while our ACK is on its way.
            leg.offers().received(transaction, request);
        } else {
            answer(transaction, request, 491, "Request Pending");
        }
    }

    private void info(DialogLeg leg, ServerTransaction transaction, SIPRequest request) throws SipException {
        answer(transaction, request, 200, "OK");
        digit(request).ifPresent(leg::report);
    }

    private static Optional<SipLegEvent> digit(SIPRequest info) {
        // The longer type first: the shorter is a prefix of it.
        Optional<String> relay = Arrival.body(info, "application/dtmf-relay");
        if (relay.isPresent()) {
            Matcher signal = SIGNAL.matcher(relay.get());
            Matcher duration = DURATION.matcher(relay.get());
            int millis = duration.find() ? Integer.parseInt(duration.group(1)) : DURATION_MILLIS;
            return signal.find() ? pressed(signal.group(1), millis) : Optional.empty();
        }
        return Arrival.body(info, "application/dtmf")
                .map(DIGIT::matcher)
                .filter(Matcher::matches)
                .flatMap(digit -> pressed(digit.group(1), DURATION_MILLIS));
    }

    private static Optional<SipLegEvent> pressed(String signal, int millis) {
        char digit = Character.toUpperCase(signal.charAt(0));
        return Optional.of(new SipLegEvent.DigitReceived(digit, millis));
    }

    private void answer(ServerTransaction transaction, SIPRequest request, int status, String phrase)
            throws SipException {
        SIPResponse response = context.responses().of(request, status, phrase);
        Stack.answer(transaction, response);
    }
}
