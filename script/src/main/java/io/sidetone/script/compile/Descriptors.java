package io.sidetone.script.compile;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.run.Frame;
import io.sidetone.script.run.Routine;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.RunState;
import io.sidetone.script.run.StatusFunction;
import io.sidetone.script.run.ValueFunction;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.Arithmetic;
import io.sidetone.script.value.Comparison;
import io.sidetone.script.value.Members;
import io.sidetone.script.value.Network;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.TypedOperators;
import io.sidetone.script.value.Values;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Classes and method types that compiled code names.
final class Descriptors {

    static final ClassDesc STATE = of(RunState.class);
    static final ClassDesc FRAME = of(Frame.class);
    static final ClassDesc RUN = of(Run.class);
    static final ClassDesc ROUTINE = of(Routine.class);
    static final ClassDesc STATUS_FUNCTION = of(StatusFunction.class);
    static final ClassDesc VALUE_FUNCTION = of(ValueFunction.class);
    static final ClassDesc VARIABLE = of(Variable.class);
    static final ClassDesc TRANSFORMATION = of(TransformationDefinition.Operation.class);
    static final ClassDesc PARAMETER = of(Parameter.class);
    static final ClassDesc ARITHMETIC = of(Arithmetic.class);
    static final ClassDesc COMPARISON = of(Comparison.class);
    static final ClassDesc TYPED = of(TypedOperators.class);
    static final ClassDesc MEMBERS = of(Members.class);
    static final ClassDesc NETWORK = of(Network.class);
    static final ClassDesc VALUES = of(Values.class);
    static final ClassDesc SCRIPT_ERROR = of(ScriptError.class);
    static final ClassDesc OBJECTS = CD_Object.arrayType();

    /// `int (state, frame)`: routes and split-off statements.
    static final MethodTypeDesc BODY = MethodTypeDesc.of(CD_int, STATE, FRAME);

    /// `Object (state, frame)`: split-off expressions.
    static final MethodTypeDesc EXPRESSION = MethodTypeDesc.of(CD_Object, STATE, FRAME);

    static final MethodTypeDesc TWO_VALUES = MethodTypeDesc.of(CD_Object, CD_Object, CD_Object);
    static final MethodTypeDesc TWO_COMPARED = MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object);
    static final MethodTypeDesc ONE_VALUE = MethodTypeDesc.of(CD_Object, CD_Object);
    static final MethodTypeDesc NOTHING = MethodTypeDesc.of(CD_void);

    private Descriptors() {}

    static ClassDesc of(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
