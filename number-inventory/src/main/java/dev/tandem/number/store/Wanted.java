package dev.tandem.number.store;

import dev.tandem.number.NumberRange;
import dev.tandem.number.Place;
import dev.tandem.number.Search;
import dev.tandem.number.Selection;

/** A search as one offer's numbers see it: the range they may lie in, and the template they must match. */
record Wanted(
        PricedOffer offer, String areaCode, NumberRange range, Template pattern, Place within, boolean consecutive) {

    static Wanted of(PricedOffer offer, Search search, Selection selection) {
        Template pattern = selection
                .pattern()
                .map(text -> Template.of(text.international(search.callingCode()), offer.digits()))
                .orElse(Template.ANY);
        NumberRange area = search.areaCode().isEmpty()
                ? NumberRange.ALL
                : NumberRange.of(search.callingCode() + search.areaCode(), offer.digits())
                        .orElse(NumberRange.NONE);
        return new Wanted(
                offer,
                search.areaCode(),
                area.and(pattern.range()),
                pattern,
                selection.within(),
                selection.consecutive());
    }

    /** Digits that are free between beginning and ending; 0 without an ending. */
    int openDigits() {
        return pattern.endingStep() == 1 ? 0 : offer.digits() - pattern.beginningDigits() - pattern.endingDigits();
    }
}
