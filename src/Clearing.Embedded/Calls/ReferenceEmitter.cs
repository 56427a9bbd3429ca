using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;

namespace Clearing.Embedded;

/// <summary>
/// Emits, per grain interface, a class whose every method is
/// <c>return Send((GrainMethod)methods[i], (arguments))</c>.
/// </summary>
internal static class ReferenceEmitter
{
    private static readonly ModuleBuilder _module = AssemblyBuilder
        .DefineDynamicAssembly(new("Clearing.Embedded.References"), AssemblyBuilderAccess.Run)
        .DefineDynamicModule("References");

    private static readonly ConstructorInfo _baseConstructor = typeof(Reference).GetConstructor(
        BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public,
        [typeof(GrainClass), typeof(string)])!;

    private static readonly MethodInfo _send = typeof(Reference).GetMethod(
        nameof(Reference.Send), BindingFlags.Instance | BindingFlags.NonPublic)!;

    internal static Func<GrainClass, string, Reference> Emit(GrainContract contract)
    {
        lock (_module)
        {
            var name = $"{contract.Type.FullName}@{_module.GetTypes().Length}";
            var type = _module.DefineType(
                name, TypeAttributes.Sealed | TypeAttributes.NotPublic, typeof(Reference),
                [contract.Type]);
            var methods = type.DefineField(
                "Methods", typeof(GrainMethod[]),
                FieldAttributes.Static | FieldAttributes.Assembly);
            EmitConstructor(type);
            for (var i = 0; i < contract.Methods.Length; i++)
            {
                EmitMethod(type, contract.Methods[i], methods, i);
            }
            var made = type.CreateType();
            made.GetField(methods.Name, BindingFlags.Static | BindingFlags.NonPublic)!
                .SetValue(null, contract.Methods);
            return Compile(made);
        }
    }

    private static void EmitConstructor(TypeBuilder type)
    {
        var il = type.DefineConstructor(
            MethodAttributes.Public, CallingConventions.Standard,
            [typeof(GrainClass), typeof(string)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, _baseConstructor);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(
        TypeBuilder type, GrainMethod method, FieldInfo methods, int index)
    {
        var info = method.Info;
        Type[] parameters = [.. info.GetParameters().Select(parameter => parameter.ParameterType)];
        var made = type.DefineMethod(
            $"{info.DeclaringType!.FullName}.{info.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final
            | MethodAttributes.NewSlot | MethodAttributes.HideBySig, info.ReturnType, parameters);
        type.DefineMethodOverride(made, info);
        var il = made.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldsfld, methods);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Castclass, method.GetType());
        EmitTuple(il, method.Arguments, parameters);
        il.Emit(OpCodes.Call, _send.MakeGenericMethod(method.Arguments, method.Result));
        if (info.ReturnType.IsValueType)
        {
            var task = info.ReturnType.IsGenericType
                ? typeof(Task<>).MakeGenericType(method.Result)
                : typeof(Task);
            il.Emit(OpCodes.Newobj, info.ReturnType.GetConstructor([task])!);
        }
        il.Emit(OpCodes.Ret);
    }

    private static void EmitTuple(ILGenerator il, Type tuple, Type[] parameters)
    {
        if (parameters.Length == 0)
        {
            il.Emit(OpCodes.Ldloc, il.DeclareLocal(tuple));
            return;
        }
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg, (short)(i + 1));
        }
        il.Emit(OpCodes.Newobj, tuple.GetConstructor(parameters)!);
    }

    private static Func<GrainClass, string, Reference> Compile(Type made)
    {
        ParameterExpression[] parameters =
            [Expression.Parameter(typeof(GrainClass)), Expression.Parameter(typeof(string))];
        return Expression.Lambda<Func<GrainClass, string, Reference>>(
            Expression.New(made.GetConstructors()[0], parameters), parameters).Compile();
    }
}
