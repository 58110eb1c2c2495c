package io.sidetone.dist.house;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which section of which RFC stands where: every `@Rfc` of the reactor. Immutable.
///
/// @param citations in the order of the RFCs' numbers and sections, each with its places in the order of their
///     names
public record RfcMap(SortedMap<RfcSection, List<Place>> citations) {

    private static final String RFC = "Lio/sidetone/sip/base/Rfc;";
    private static final String RFC_LIST = "Lio/sidetone/sip/base/Rfc$List;";

    /// Where a section is cited.
    ///
    /// @param name the class, or the class and its member, without `io.sidetone.`
    /// @param test whether it is test code
    /// @param at its `file:line`
    public record Place(String name, boolean test, String at) {}

    /// Reads the annotations of all classes, tests included.
    public static RfcMap of(Reactor reactor) {
        SortedMap<RfcSection, List<Place>> citations = new TreeMap<>();
        for (CompiledClass type : reactor.classes()) {
            String name = type.name().substring(Floors.BASE.length());
            add(citations, reactor, type, name, type.model());
            for (MethodModel method : type.model().methods()) {
                add(citations, reactor, type, name + "." + method.methodName().stringValue(), method);
            }
            for (FieldModel field : type.model().fields()) {
                add(citations, reactor, type, name + "." + field.fieldName().stringValue(), field);
            }
        }
        citations.values().forEach(places -> places.sort((a, b) -> a.name().compareTo(b.name())));
        return new RfcMap(citations);
    }

    private static void add(
            SortedMap<RfcSection, List<Place>> citations,
            Reactor reactor,
            CompiledClass type,
            String name,
            AttributedElement element) {
        for (RfcSection section : sections(element)) {
            String at = reactor.place(type, "number = " + section.rfc(), "\"" + section.section() + "\"");
            Place place = new Place(name, type.test(), at);
            List<Place> places = citations.computeIfAbsent(section, _ -> new ArrayList<>());
            // An annotated record component stands in the class file twice: at its field and at its accessor.
            if (!places.contains(place)) {
                places.add(place);
            }
        }
    }

    private static List<RfcSection> sections(AttributedElement element) {
        List<RfcSection> sections = new ArrayList<>();
        var invisible = element.findAttribute(Attributes.runtimeInvisibleAnnotations());
        for (Annotation annotation : invisible.map(found -> found.annotations()).orElse(List.of())) {
            if (annotation.className().equalsString(RFC)) {
                sections.add(section(annotation));
            } else if (annotation.className().equalsString(RFC_LIST)
                    && annotation.elements().getFirst().value() instanceof AnnotationValue.OfArray list) {
                for (AnnotationValue value : list.values()) {
                    sections.add(section(((AnnotationValue.OfAnnotation) value).annotation()));
                }
            }
        }
        return sections;
    }

    private static RfcSection section(Annotation annotation) {
        int rfc = 0;
        String section = "";
        for (AnnotationElement element : annotation.elements()) {
            switch (element.value()) {
                case AnnotationValue.OfInt number -> rfc = number.intValue();
                case AnnotationValue.OfString text -> section = text.stringValue();
                default -> {}
            }
        }
        return new RfcSection(rfc, section);
    }
}
