package io.sidetone.dist.house;

/// One use of a method, constructor or field in compiled code. Immutable.
///
/// @param method the name of the method that contains it
/// @param line its source line, 0 if the class file does not say
/// @param owner the internal name of the class that is used, with slashes
/// @param name the member's name, `<init>` for a constructor
/// @param descriptor the member's descriptor
record Use(String method, int line, String owner, String name, String descriptor) {

    /// `java/lang/System.nanoTime()J` for a method, `java/lang/System.out Ljava/io/PrintStream;` for a field.
    String member() {
        return owner + "." + name + (descriptor.startsWith("(") ? "" : " ") + descriptor;
    }

    /// As in source: `System.nanoTime`, `new Date`.
    String text() {
        String type = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
        return name.equals("<init>") ? "new " + type : type + "." + name;
    }
}
