package io.sidetone.dist.house;

import java.lang.classfile.Attributes;
import java.lang.classfile.MethodModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rule: every test asserts something, itself or by a method of the test tree that it calls.
final class AssertionCheck implements Check {

    private static final Set<String> TESTS =
            Set.of("Test", "RepeatedTest", "ParameterizedTest", "TestFactory", "TestTemplate", "FuzzTest");

    @Override
    public List<String> offences(Reactor reactor) {
        Map<String, CompiledClass> testTree = new HashMap<>();
        for (CompiledClass type : reactor.testClasses()) {
            testTree.put(type.internalName(), type);
        }
        List<String> offences = new ArrayList<>();
        for (CompiledClass type : reactor.testClasses()) {
            for (MethodModel method : type.model().methods()) {
                if (isTest(method) && !asserts(testTree, type, method, new HashSet<>())) {
                    String name = method.methodName().stringValue();
                    offences.add(reactor.place(type, "void", name) + ": the test " + type.name() + "." + name
                            + " asserts nothing: say with assertThat what must hold when it ends.");
                }
            }
        }
        return offences;
    }

    static boolean isTest(MethodModel method) {
        return method.findAttribute(Attributes.runtimeVisibleAnnotations())
                .map(found -> found.annotations().stream()
                        .map(annotation -> annotation.className().stringValue())
                        .anyMatch(name -> TESTS.contains(name.substring(name.lastIndexOf('/') + 1, name.length() - 1))))
                .orElse(false);
    }

    private static boolean asserts(
            Map<String, CompiledClass> testTree, CompiledClass type, MethodModel method, Set<String> seen) {
        if (!seen.add(type.internalName() + "." + method.methodName() + method.methodType())) {
            return false;
        }
        for (Use use : CompiledClass.uses(method)) {
            if (isAssertion(use)) {
                return true;
            }
            CompiledClass owner = testTree.get(use.owner());
            while (owner != null) {
                MethodModel called = method(owner, use);
                if (called != null && asserts(testTree, owner, called, seen)) {
                    return true;
                }
                owner = owner.model()
                        .superclass()
                        .map(parent -> testTree.get(parent.asInternalName()))
                        .orElse(null);
            }
        }
        return false;
    }

    private static boolean isAssertion(Use use) {
        return use.name().startsWith("assert")
                || use.name().equals("fail")
                || use.owner().equals("java/lang/AssertionError");
    }

    private static @Nullable MethodModel method(CompiledClass owner, Use use) {
        for (MethodModel method : owner.model().methods()) {
            if (method.methodName().equalsString(use.name())
                    && method.methodType().equalsString(use.descriptor())) {
                return method;
            }
        }
        return null;
    }
}
