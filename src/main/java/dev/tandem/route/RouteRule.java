package dev.tandem.route;

import java.util.List;

/**
 * One line of the outbound route table; the first whose pattern matches and whose trunks can be used wins.
 *
 * @param name what configuration calls it
 * @param numberPattern regular expression over the +E.164 number, matched anywhere unless anchored
 * @param trunks names of the trunks it may use
 */
public record RouteRule(String name, String numberPattern, List<String> trunks) {
    public RouteRule {
        trunks = List.copyOf(trunks);
    }
}
