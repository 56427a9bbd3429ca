namespace Clearing.Pages.Rounds { internal static class X; } namespace Clearing.Pages.Sellers { internal static class Y; }
