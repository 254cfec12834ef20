package dev.tandem.sip.endpoint;

import dev.tandem.sip.flow.Destinations;
import dev.tandem.sip.flow.Flows;
import dev.tandem.sip.flow.OurAddress;
import dev.tandem.sip.jain.JainTransactions;

/** What an endpoint sends by. */
record Network(
        JainTransactions transactions, Destinations destinations, Flows flows, OurAddress address, Loops loops) {}
